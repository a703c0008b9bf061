"""Why a file is refused, as a word that the program has a sentence for."""


class Problem(Exception):
    """The file is not taken. `code` is one of those in checklist.files.refusing."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
