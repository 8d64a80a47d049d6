"""Serves the dashboard with a simple publisher: ``python -m tests.browser.serve_publishing --port N``."""

import datetime as dt

import click

from dashboard.data.atlas import load_atlas
from dashboard.data.imports.pipeline import make_importer
from dashboard.data.linkage.gazetteer import build_gazetteer
from dashboard.data.stores.open import open_store
from dashboard.factory import Watched, build_app
from dashboard.serving import HOST, serve
from dashboard.settings import VOCABULARIES_FOLDER, Settings
from tests.api.store_publisher import StorePublisher


@click.command()
@click.option("--port", required=True, type=int)
def main(port):
    settings = Settings.from_environment()
    atlas = load_atlas(settings.geo_folder, settings.initiatives_folder)
    gazetteer = build_gazetteer(atlas.geography)
    today = dt.datetime.now(tz=dt.UTC).date()
    importer = make_importer(gazetteer, (), vocabularies=VOCABULARIES_FOLDER, today=today)
    store = open_store(settings)
    publisher = StorePublisher(settings.data_folder, importer)
    app = build_app(atlas, settings, Watched(store, store.stamp()), publisher=publisher)
    serve(app.server, host=HOST, port=port, workers=1, tell=click.echo)


if __name__ == "__main__":
    main()
