"""What the commands that answer questions share: their filters, and the snapshot they ask."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import click

from dashboard.analysis.snapshot import Snapshot
from dashboard.commands.refusals import worded
from dashboard.data.atlas import Atlas, load_atlas
from dashboard.data.stores.open import open_store
from dashboard.domain.selections.fields import (
    AddressField,
    ControlKind,
    Option,
    PageFields,
    PageSelection,
)
from dashboard.domain.selections.filters import Filters
from dashboard.server.build_snapshot import (
    snapshot_of,
)
from dashboard.settings import Settings

FARTHEST_KM = 500.0
Command = Callable[..., Any]
WITH_JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON.")


def with_filters(page: PageFields[Any]) -> Callable[[Command], Command]:
    """Add to a command an option for each filter of a page; it receives them as ``filters``.

    Args:
        page: the fields of the page that asks the same.
    """
    filter_options = [(field, field.option) for field in page.filters() if field.option]

    def decorate(command: Command) -> Command:
        @wraps(command)
        def with_read_filters(**options: Any) -> Any:  # noqa: ANN401 - whatever the command answers
            values = {
                _name(field): _read(field, option, options.pop(_name(field)))
                for field, option in filter_options
            }
            return command(filters=Filters(**values), **options)

        decorated: Command = with_read_filters
        for field, option in reversed(filter_options):
            decorated = _click_option(field, option)(decorated)
        return decorated

    return decorate


def filters_json(page: PageFields[Any], selection: PageSelection) -> dict[str, object]:
    """Write which filters are on, for scripts: a flag is true or false, no choice an empty list."""
    return {
        field.option.name.removeprefix("--") if field.option.word else _name(field): (
            bool(field.words(value)) if field.option.word else _listed(value)
        )
        for field in page.filters()
        if field.option
        for value in [field.of(selection)]
    }


def _listed(value: Any) -> object:  # noqa: ANN401 - each field has its kind
    return list(value) if isinstance(value, tuple) else value


def _name(field: AddressField) -> str:
    return field.attribute.rpartition(".")[2]


def _known_words(field: AddressField) -> list[str]:
    """List what a field can hold; nothing where the data give it, or where it is free."""
    return [str(word) for word in field.control.choices] if field.control else []


def _holds_several(field: AddressField) -> bool:
    return field.control is not None and field.control.kind is ControlKind.MANY


def _click_option(field: AddressField, option: Option) -> Callable[[Command], Command]:
    if option.word:
        return click.option(option.name, _name(field), is_flag=True, help=option.help)
    known = _known_words(field)
    return click.option(
        option.name,
        _name(field),
        multiple=_holds_several(field),
        type=click.Choice(known) if known else None,
        help=option.help or None,
    )


def _read(field: AddressField, option: Option, value: Any) -> Any:  # noqa: ANN401 - each field has its kind
    """Read what an option was given as the address's words are read.

    Raises:
        click.BadParameter: it means nothing; the message gives what is expected.
    """
    if option.word:
        return field.read([option.word] if value else [])
    words = [value] if isinstance(value, str) else list(value or ())
    if _holds_several(field) and not _known_words(field):
        # The data give the words: what an address would ignore is refused when they are there.
        return tuple(dict.fromkeys(words))
    if option.expected and field.is_wrong(words):
        message = f"{value!r}; expected {option.expected}"
        raise click.BadParameter(message, param_hint=option.name)
    return field.read(words)


def stored_atlas() -> Atlas:
    """Load the catalogue and what was imported.

    Raises:
        click.ClickException: the settings or the data are wrong; the message says what.
    """
    with worded():
        settings = Settings.from_environment()
        stored = open_store(settings).read()
        return load_atlas(settings.geo_folder, settings.initiatives_folder, stored)


def stored_snapshot() -> Snapshot:
    """Load everything that answers are computed from.

    Raises:
        click.ClickException: the settings or the data are wrong; the message says what.
    """
    return snapshot_of(stored_atlas())


def radius_metres(kilometres: float) -> float:
    """Check ``--radius-km`` and return metres.

    Raises:
        click.BadParameter: it is no distance on the map.
    """
    if not (math.isfinite(kilometres) and 0 < kilometres <= FARTHEST_KM):
        message = f"{kilometres}; expected kilometres above 0, {FARTHEST_KM:g} at most"
        raise click.BadParameter(message, param_hint="--radius-km")
    return 1000 * kilometres


def require_sources(snapshot: Snapshot, sources: Sequence[str]) -> None:
    """Check ``--source``.

    Raises:
        click.BadParameter: one names no source in use; the message lists those there are.
    """
    for source in sources:
        if source not in snapshot.source_records:
            message = f"{source!r} is not in use; there are: {', '.join(snapshot.source_records)}"
            raise click.BadParameter(message, param_hint="--source")
