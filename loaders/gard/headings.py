"""The fixed words of a GARD page in text: labels, headings with a role, standing paragraphs."""

import re
from typing import Final

from pyoxigraph import NamedNode

from ontology import terms as rg

OTHER_NAMES: Final = "Other Names"
FIELD: Final = re.compile(rf"\s*({OTHER_NAMES}|Subtypes|This disease is grouped under):(.*)")
LAST_UPDATED: Final = re.compile(r"\s*Last updated:(.*)")
BULLET: Final = re.compile(r"\s*•\s*")
NUMBERED: Final = re.compile(r"\s*(\d{1,3})\.\s+(?=\S)")
BANNER: Final = "Genetic and Rare Diseases Information Center"
LONGEST_HEADING: Final = 90

ROLES: Final[dict[str, NamedNode]] = {
    "management guidelines": rg.ManagementGuideline,
    "healthcare resources": rg.SpecialistDirectory,
    "clinical trials & research": rg.ResearchResource,
    "organizations supporting this disease": rg.PatientOrganisation,
    "where to start": rg.IntroductoryInformation,
    "in-depth information": rg.InDepthInformation,
}

# The same on every page: they introduce the next heading and say nothing of the condition.
STANDING: Final = (
    "The resources below provide information about",
    "If you need medical advice,",
    "If you can't find a specialist",
    "You can find more tips in our guide",
    "Related diseases are conditions",
    "Research helps us better understand",
    "Support and advocacy groups can help",
    "These resources provide more information",
    "Questions sent to GARD may be posted here",
)


def role_of(heading: str) -> NamedNode | None:
    """Return the role of the resources under a heading, None if it lists none.

    >>> role_of("General Clinical Trials & Research").value.rsplit("/")[-1]
    'ResearchResource'
    """
    return ROLES.get(heading.casefold().removeprefix("general "))


def is_standing(paragraph: str) -> bool:
    """Return whether a paragraph is one that GARD prints on every page."""
    return paragraph.strip().replace("\u2019", "'").startswith(STANDING)


def is_heading(line: str) -> bool:
    """Return whether a line that stands after an empty one can be a heading.

    It is short, begins with a capital, and has no footnote and no mark at its end.
    """
    text = line.strip()
    short = 0 < len(text) <= LONGEST_HEADING
    return short and text[0].isupper() and text[-1] not in ".?!:;," and "[" not in text
