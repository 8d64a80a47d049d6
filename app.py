"""The application that a WSGI server runs: ``gunicorn app:server``."""

from dashboard.factory import create_app
from dashboard.settings import Settings

settings = Settings.from_environment()
app = create_app(settings)
server = app.server
