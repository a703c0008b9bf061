#!/usr/bin/env python3
# ruff: noqa: E501, B905
"""Score a notice parser against hand-made labels.

usage: score.py LABELS_DIR -- COMMAND...

For every NN-slug.json in LABELS_DIR with a NN-slug.txt beside it, COMMAND is run with the
text file's path appended; it must print the parse as JSON (see README.md beside this file).
Prints one line per notice and a last line of totals. Offsets and whitespace do not matter:
texts are compared with all white space removed.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

MAX_STRETCH = 3.0  # a proposed directive may be at most this many times as long as the label it matches
MIN_COVER = 0.5  # and must share at least this much of the shorter of the two


def squeeze(text):
    return re.sub(r"\s+", "", text or "")


def spans(text, parts):
    """Every part's span in text, searching on from the last hit so that repeats line up."""
    found, start = [], 0
    for part in map(squeeze, parts):
        at = text.find(part, start) if part else -1
        if at < 0 and part:
            at = text.find(part)
        found.append((at, at + len(part)) if at >= 0 else None)
        if at >= 0:
            start = at
    return found


def matches(label, guess):
    if not label or not guess:
        return False
    shared = min(label[1], guess[1]) - max(label[0], guess[0])
    a, b = label[1] - label[0], guess[1] - guess[0]
    return shared >= MIN_COVER * min(a, b) and b <= MAX_STRETCH * max(a, 12)


def pair(labels, guesses):
    """Maximum one-to-one matching (augmenting paths); returns {label index: guess index}."""
    owner = {}

    def place(i, seen):
        for j, guess in enumerate(guesses):
            if j not in seen and matches(labels[i], guess):
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(labels)):
        place(i, set())
    return {i: j for j, i in owner.items()}


def flat(parse, key):
    return [item for part in parse.get("parts", []) for item in part.get(key, [])]


def score(label, text, parse):
    text = squeeze(text)
    neutral = [d for d in label["directives"] if any(d.get(flag) for flag in ("optional", "generic", "criterion"))]
    want = [d for d in label["directives"] if d not in neutral]
    ignored = spans(text, [d["text"] for d in neutral] + label.get("borderline", []))
    never = spans(text, label.get("not_directives", []))
    proposed = flat(parse, "directives")
    found = spans(text, [d.get("text") for d in proposed])
    pairs = pair(spans(text, [d["text"] for d in want]), found)
    taken = set(pairs.values())
    # a proposal that matches only an optional or borderline passage counts neither way
    kept = [j for j in range(len(proposed)) if j in taken or not any(matches(span, found[j]) for span in ignored)]
    got = [proposed[j] for j in kept]
    pairs = {i: kept.index(j) for i, j in pairs.items()}
    wrong = sum(any(matches(span, found[j]) for span in never) for j in kept if j not in taken)
    want_heads = {squeeze(h[1]) for h in label["headings"]}
    got_heads = {squeeze(h[1]) for h in flat(parse, "headings")}
    parts = label.get("parts") or [label]
    facts = facts_right = 0
    for wanted, part in zip(parts, parse.get("parts", []) + [{}] * len(parts)):
        for key in ("title", "document_number", "issuer", "issued_on"):
            if wanted.get(key):
                facts += 1
                facts_right += squeeze(wanted[key]) == squeeze(part.get(key))
    deadlines = [(want[i].get("deadline"), got[j].get("deadline")) for i, j in pairs.items()]
    dated = [(w, g) for w, g in deadlines if w or g]
    return {
        "directives": len(want),
        "proposed": len(got),
        "matched": len(pairs),
        "exhortations": wrong,
        "headings": len(want_heads),
        "headings_proposed": len(got_heads),
        "headings_matched": len(want_heads & got_heads),
        "facts": facts,
        "facts_right": facts_right,
        "deadlines": len(dated),
        "deadlines_right": sum(w == g for w, g in dated),
        "kinds_right": sum(want[i].get("evidence_kind") == got[j].get("evidence_kind") for i, j in pairs.items()),
        "paths_right": sum(
            [squeeze(h) for h in want[i].get("heading_path", [])]
            == [squeeze(h) for h in got[j].get("heading_path", [])]
            for i, j in pairs.items()
        ),
    }


def ratio(a, b):
    return a / b if b else 1.0


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def summary(name, s):
    p, r = ratio(s["matched"], s["proposed"]), ratio(s["matched"], s["directives"])
    hp, hr = ratio(s["headings_matched"], s["headings_proposed"]), ratio(s["headings_matched"], s["headings"])
    return (
        f"{name}: directives P {p:.2f} R {r:.2f} F1 {f1(p, r):.2f} ({s['matched']}/{s['directives']} found, {s['proposed']} proposed, {s['exhortations']} of them exhortation)"
        f" | headings F1 {f1(hp, hr):.2f} | facts {ratio(s['facts_right'], s['facts']):.2f}"
        f" | deadlines {s['deadlines_right']}/{s['deadlines']} | kinds {ratio(s['kinds_right'], s['matched']):.2f} | paths {ratio(s['paths_right'], s['matched']):.2f}"
    )


def main():
    if "--" not in sys.argv or len(sys.argv) < 4:
        sys.exit(__doc__)
    folder, command = Path(sys.argv[1]), sys.argv[sys.argv.index("--") + 1 :]
    total = {}
    for label_file in sorted(folder.glob("*.json")):
        text_file = label_file.with_suffix(".txt")
        if not text_file.exists():
            continue
        run = subprocess.run([*command, str(text_file)], capture_output=True, text=True, timeout=120)
        try:
            parse = json.loads(run.stdout)
        except ValueError:
            print(f"{label_file.stem}: no JSON (exit {run.returncode}): {run.stderr.strip()[-200:]}")
            parse = {}
        s = score(json.loads(label_file.read_text("utf-8")), text_file.read_text("utf-8"), parse)
        print(summary(label_file.stem, s))
        for key, value in s.items():
            total[key] = total.get(key, 0) + value
    if not total:
        sys.exit("no labelled notices found")
    print(summary("TOTAL", total))


if __name__ == "__main__":
    main()
