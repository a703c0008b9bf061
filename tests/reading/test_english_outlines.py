"""English notices: titles, numbers, letters and marks, lined and with their lines lost."""

import datetime
import re

import pytest

from checklist.reading import understand


def headings(text: str) -> list[str]:
    (part,) = understand(text).parts
    return [f"{heading.level}:{heading.text}" for heading in part.headings]


ENGLISH = """Fair Safety Order

Section 1. Purpose. This order keeps the lantern fair safe.

Section 2. Duties. Every stall must:

(a) submit a plan by May 2, 2022;
(b) name a warden, who must:
(i) keep a log;
(ii) report incidents.
(c) post the rules.
"""


def test_english_sections_letters_and_small_numerals():
    assert headings(ENGLISH) == [
        "1:Section 1. Purpose",
        "1:Section 2. Duties",
        "2:(a)",
        "2:(b)",
        "3:(i)",
        "3:(ii)",
        "2:(c)",
    ]


MEMORANDUM = """MEMORANDUM

TO: All Stall Keepers
FROM: Office of the Fair
DATE: March 3, 2021
SUBJECT: Lantern Safety Rules

1. PURPOSE. This memorandum updates the rules.

2. REQUIREMENTS.
a. Each stall must submit a plan.
b. Each stall must name a warden.

3. QUESTIONS. Ask the office.

Yours faithfully,
"""


@pytest.mark.parametrize("lines", ["as they are", "lost"])
def test_an_english_memorandum(lines):
    text = MEMORANDUM if lines == "as they are" else re.sub(r"\s*\n\s*", " ", MEMORANDUM)
    (part,) = understand(text).parts
    assert (part.title, part.issuer) == ("Lantern Safety Rules", "Office of the Fair")
    assert (part.addressees, part.issued_on) == ("All Stall Keepers", datetime.date(2021, 3, 3))
    assert headings(text) == ["1:1. PURPOSE", "1:2. REQUIREMENTS", "2:a.", "2:b.", "1:3. QUESTIONS"]


@pytest.mark.parametrize("lines", ["as they are", "lost"])
def test_english_labels_with_a_colon_are_headings(lines):
    text = (
        "Year End Dates\n\nThe dates below are set for all.\n\nPurchase Orders:\n\nThe last day is June 13, 2014.\n\n"
        "Travel Claims:\n\nClaims must be received by July 7, 2014.\n\nPlease ask if in doubt.\n"
    )
    text = text if lines == "as they are" else re.sub(r"\s*\n\s*", " ", text)
    assert headings(text) == ["1:Purchase Orders", "1:Travel Claims"]
    assert understand(text).parts[0].title == "Year End Dates"


ORDER = """---
layout: fair
---
## SUBJECT: Lantern Keeping

The Office of the Fair (OF) gives this order under Fair Order 12.

A.  **Purpose of
    the Order**

It keeps the lanterns safe. It holds for all stalls at the fair.

1.  Each stall must keep a log of its lanterns.

B.  **Plans and Posts**

1.  **Plans**: Each stall must submit a plan. The plan must include:
a. Name of the stall
b. Number of lanterns
c. Hours of the day
2.  **Within two days** of the fair each stall must report.

**Appendix A - Kinds of
Lanterns**

The kinds of lanterns are told here in all their shapes, colours and sizes.
"""


@pytest.mark.parametrize("lines", ["as they are", "lost"])
def test_an_order_with_capitals_and_things_by_name(lines):
    text = ORDER if lines == "as they are" else ORDER[:23] + re.sub(r"\s*\n\s*", " ", ORDER[23:])
    (part,) = understand(text).parts
    assert (part.title, part.issuer) == ("Lantern Keeping", "Office of the Fair (OF)")
    assert headings(text) == [
        "1:A.  **Purpose of the Order**",
        "2:1.",
        "1:B.  **Plans and Posts**",
        "2:1.  **Plans**",
        "2:2.",
        "1:**Appendix A - Kinds of Lanterns**",
    ]


def test_a_circular_whose_items_name_themselves():
    text = (
        "[ FAIR CIRCULAR NO. 7, May 2, 2021 ]\n\nTO : ALL STALLS\n\nPlans shall be submitted with:\n"
        "  1. Reason - why the stall is needed.\n  2. Kind of Lantern - what is shown.\n\nFor compliance.\n"
    )
    (part,) = understand(text).parts
    assert part.document_number == "FAIR CIRCULAR NO. 7"
    assert headings(text) == ["1:1. Reason", "1:2. Kind of Lantern"]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Background Since 2015, the fair has grown.", "Background"),
        ("Duties of Stalls To keep the fair safe, all stalls must register.", "Duties of Stalls"),
        ("Office Actions OFA, with the stalls, sets the hours.", "Office Actions"),
        ("Duties of StallsTo keep the fair safe, all stalls must register.", "Duties of Stalls"),
        (
            "Step One - Register the Stall (Applies to all stalls) Each stall must register.",
            "Step One - Register the Stall",
        ),
    ],
)
def test_a_marked_heading_whose_line_is_lost(words, title):
    text = f"# Lantern Order ### {words} It holds for the whole of the fair and for everybody who comes to see it."
    assert headings(text)[-1] == f"1:{title}"


def test_an_english_notice_under_the_name_of_its_office() -> None:
    text = (
        "Office of the Lantern Fair Association\n\nNo. 2021-31\n\nNotice on the Yearly Reports of Stalls\n\n"
        "To all stall keepers:\n\nThe following is notified.\n\n1. Reports\n"
        "(a) Each stall shall submit its yearly report by 15 January 2022.\n2. Fees\n"
        "No stall may collect fees for standing room.\n\nContact: Li Hua, 024-1234567\n\n"
        "Lantern Fair Association\n24 November 2021\n"
    )
    (part,) = understand(text).parts
    assert (part.title, part.document_number) == ("Notice on the Yearly Reports of Stalls", "No. 2021-31")
    assert (part.issuer, part.addressees) == ("Office of the Lantern Fair Association", "all stall keepers")
    assert [(each.title, each.doubt) for each in part.directives] == [
        ("Submit its yearly", None),
        ("Do not collect fees", "forbids"),
    ]
