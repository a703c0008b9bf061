"""The form of an address by which the same page is known again, however it was copied, passed on or typed."""

from urllib.parse import quote, unquote_to_bytes, urlsplit

# What a page adds to its address when it is passed on; none of it says which page it is.
TRACKING = frozenset(
    (
        # WeChat
        *("from", "isappinstalled", "scene", "ascene", "subscene", "chksm", "sessionid", "clicktime", "enterid"),
        *("exportkey", "pass_ticket", "wx_header", "nsukey"),
        # Alibaba, Bilibili, Baidu, Facebook, Google
        *("spm", "scm", "vd_source", "bd_vid", "fbclid", "gclid"),
    )
)
TRACKING_BEGINNINGS = ("utm_", "share_", "sharer_")

# An article of a WeChat official account (公众号): /s/XXXX, or /s with these parameters, of which the rest is tracking.
OFFICIAL_ACCOUNTS = "mp.weixin.qq.com"
ARTICLE = ("__biz", "mid", "idx", "sn")

_IN_PATH = "!$&'()*+,;=:@"
_IN_ROUTE = "/?!$&'()*+,;=:@"
_DEFAULT_PORTS = (None, 80, 443)


def folded(url: str) -> str:
    """The same page gives the same text, two pages never do; folding once more changes nothing.

    https for http, the host in lower case and ASCII, no default port, no slash at the end, one way of percent-encoding,
    no tracking parameters, no fragment (except a route, `#/…` or `#!…`, which names a page). The order of parameters
    stays: it may mean something, except in an article of an official account. What is no address is given back.
    """
    url = url.encode("utf-8", "replace").decode().strip()
    try:
        parts = urlsplit(url)
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return url
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return url
    at = f"[{host}]" if ":" in host else host
    address = f"https://{at}" + ("" if port in _DEFAULT_PORTS else f":{port}")
    path, query = "/".join(_normal(part, _IN_PATH) for part in parts.path.split("/")).rstrip("/"), _query(parts.query)
    if host == OFFICIAL_ACCOUNTS:
        query = _article(path, query)
    told = "&".join(name if value is None else f"{name}={value}" for name, value in query)
    route = _normal(parts.fragment, _IN_ROUTE) if parts.fragment.startswith(("/", "!")) else ""
    return address + path + (f"?{told}" if told else "") + (f"#{route}" if route else "")


def _host(host: str) -> str:
    """In lower case and ASCII, without the dot of the root; raises ValueError where that is not possible."""
    return host.encode("idna").decode().lower().rstrip(".") if not host.isascii() else host.rstrip(".")


def _normal(text: str, as_they_are: str = "") -> str:
    """Percent-encoded where that is needed and nowhere else."""
    return quote(unquote_to_bytes(text), safe=as_they_are)


def _query(text: str) -> list[tuple[str, str | None]]:
    """The parameters without those that track, names and values in one way of encoding."""
    pairs = []
    for pair in text.split("&"):
        name, is_given, value = pair.replace("+", " ").partition("=")
        name = _normal(name)
        if pair and not _tracks(name.lower()):
            pairs.append((name, _normal(value) if is_given else None))
    return pairs


def _tracks(name: str) -> bool:
    return name in TRACKING or name.startswith(TRACKING_BEGINNINGS)


def _article(path: str, query: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """What names an article of an official account; of its other pages everything."""
    if path.startswith("/s/"):
        return []
    given = dict(reversed(query))
    if path == "/s" and given.get("__biz") and given.get("mid"):
        return [(name, given[name]) for name in ARTICLE if given.get(name)]
    return query
