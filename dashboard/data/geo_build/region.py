"""What the built region is called: as it was described, or in the words most regions take."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.domain.errors import GeographyError
from dashboard.domain.region import Region, worded_region

CODE_OPTION = "--code"


@dataclass(frozen=True)
class NewRegion:
    """A region that is not described yet.

    Attributes:
        name: what it is called.
        departements: département codes; None for every one of them.
        code: what names it in addresses (``R53``); empty for that of the official region that holds
            its départements.
    """

    name: str
    departements: tuple[str, ...] | None
    code: str = ""


def code_of(region: Region | NewRegion, departements: pd.DataFrame) -> str:
    """Return the code of a region: the one it was given, else that of the official region.

    Args:
        region: the region.
        departements: ``code``, ``region_code`` (``53``) of every département of France.

    Raises:
        GeographyError: it was given none, and its départements lie in several official regions.
    """
    if region.code:
        return region.code
    chosen = departements
    if region.departements is not None:
        chosen = departements[departements["code"].isin(region.departements)]
    codes = sorted(set(chosen["region_code"]))
    if len(codes) != 1:
        raise GeographyError.rule(CODE_OPTION, "needed, the départements are of regions", codes)
    return f"R{codes[0]}"


def described_region(
    region: Region | NewRegion,
    code: str,
    *,
    communes: pd.DataFrame,
    departements: pd.DataFrame,
    postal_codes: pd.DataFrame,
) -> Region:
    """Describe the region that was built; one already described keeps its words.

    Args:
        region: what was asked for.
        code: what names it in addresses.
        communes: ``name``, ``population``, those built.
        departements: ``code``, ``name``, those built.
        postal_codes: ``postal_code``, those built.
    """
    if isinstance(region, Region):
        return region
    largest = communes.nlargest(1, "population")["name"].item()
    return worded_region(
        region.name,
        code,
        zip(departements["code"], departements["name"], strict=True),
        search_example=f"{largest}, {postal_codes['postal_code'].min()}",
    )
