"""Write what the program answers: ``python -m tests.recorded FOLDER``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from benchmarks.region import synthetic_atlas
from dashboard.data.atlas import load_atlas
from dashboard.factory import build_app, create_app
from dashboard.settings import Settings
from tests.recorded.commands import record_commands
from tests.recorded.pages import record_site

MOMENT = dt.datetime.fromisoformat("2026-11-24T10:30+01:00")
SYNTHETIC_RECORDS = 20_000


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--data-dir", type=click.Path(path_type=Path), help="Datasets served as well.")
@click.option("--only", multiple=True, help="Of catalogue, synthetic, store, commands.")
def main(folder: Path, data_dir: Path | None, only: tuple[str, ...]) -> None:
    """Record the catalogue alone, made-up initiatives, a store of datasets, and the commands."""
    nothing = folder / "no-store"
    alone = Settings(data_folder=nothing, services_folder=None, contact="carte@exemple.fr")
    if not only or "catalogue" in only:
        record_site(create_app(alone, clock=lambda: MOMENT), folder / "catalogue")
    if not only or "synthetic" in only:
        real = load_atlas(alone.geo_folder, alone.initiatives_folder)
        many = build_app(synthetic_atlas(real, SYNTHETIC_RECORDS), Settings(), clock=lambda: MOMENT)
        record_site(many, folder / "synthetic")
    if data_dir and (not only or "store" in only):
        kept = Settings(data_folder=data_dir, services_folder=None)
        record_site(create_app(kept, clock=lambda: MOMENT), folder / "store")
    if not only or "commands" in only:
        record_commands(folder / "commands", data_dir)


if __name__ == "__main__":
    main()
