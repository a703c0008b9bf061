"""What the domain says no with. errors.py turns each into a status and a sentence on the screen."""

from typing import Any


class Missing(Exception):
    """There is no such object, or it is not the actor's to see: the two are never told apart."""


class Refused(Exception):
    """The act is not possible now. `sentence` says why, in the reader's language, and what to do instead."""

    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence
