"""What a territory's report rests on, and what it leaves out."""

from __future__ import annotations

from dashboard.analysis.reports.results import TerritoryReport
from dashboard.components.reports.blocks import Block, Items, Section, numbered, paragraph, plain
from dashboard.domain.counting import LOW_POPULATION, ValueState
from dashboard.domain.formats import counted, french_iso_date
from dashboard.domain.method import METHOD_DATE, METHOD_VERSION


def sources(report: TerritoryReport) -> list[Block]:
    """Describe what the numbers rest on, their dates, and the version of the method."""
    dated = f" du {french_iso_date(report.catalogue_date)}" if report.catalogue_date else ""
    return [
        Section("Sources, dates et méthode"),
        *numbered(report.sources),
        paragraph(
            f"Catalogue{dated}. Communes, intercommunalités et populations légales : INSEE, DGCL "
            f"({report.vintage}) ; limites : IGN ; mairies : DILA, Licence Ouverte 2.0."
        ),
        paragraph(method_text()),
    ]


def limits(report: TerritoryReport) -> list[Block]:
    """Describe what the report leaves out."""
    unknown = report.unknown_first_year
    lines = [
        f"« {ValueState.ZERO.label} » n’est ni une absence ni un besoin : nos sources n’en disent rien.",
        "Sans filtre d’années, les initiatives terminées restent comptées dans les nombres et les taux ; "
        "les zones blanches ne comptent que ce qui est en activité ou annoncé."
        if report.selection.filters.years is None
        else "Une initiative dont la première année est inconnue reste comptée, quelles que soient les "
        "années choisies.",
        f"{counted(unknown, 'initiative recensée a', 'initiatives recensées ont')} une première année "
        "inconnue."
        if unknown
        else "",
        "Un dispositif départemental ou régional est listé, mais n’est pas compté dans le territoire.",
        f"Sous {LOW_POPULATION} habitants, une initiative suffit à donner un taux très haut : "
        "« effectif faible ».",
        "La fiche ne dit ni la qualité d’un service, ni le nombre de personnes qu’il peut accueillir.",
        "Les intercommunalités coupées par la limite de la région ne sont connues que pour leur part "
        "intérieure."
        if report.border
        else "",
    ]
    items = tuple(plain(line) for line in lines if line)
    return [Section("Ce que la fiche ne dit pas"), Items(items)]


def method_text() -> str:
    """Name the version of the method that made the numbers."""
    return f"Méthode : version {METHOD_VERSION} du {french_iso_date(METHOD_DATE)}."
