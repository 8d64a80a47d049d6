"""A browser of an editor, as far as a test client is one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask.testing import FlaskClient

EMAIL = "anne@exemple.fr"
PASSWORD, OTHER_PASSWORD = "cheval agrafe pile", "vélo jaune du lac"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def token_in(page):
    """Find the token that a page's forms carry."""
    return _TOKEN.search(page)[1]


@dataclass
class Visit:
    """One browser at one address."""

    client: FlaskClient
    address: str = "192.0.2.1"

    def get(self, path, **options):
        return self.client.get(path, environ_base={"REMOTE_ADDR": self.address}, **options)

    def post(self, path, data, **options):
        return self.client.post(
            path, data=data, environ_base={"REMOTE_ADDR": self.address}, **options
        )

    def signs_in(self, email=EMAIL, password=PASSWORD, **more):
        token = token_in(self.get("/connexion").text)
        form = {"csrf_token": token, "courriel": email, "mot-de-passe": password, **more}
        return self.post("/connexion", form)

    def state(self):
        return self.get("/editeurs/etat").json

    def signs_out(self):
        return self.post("/editeurs/deconnexion", {"csrf_token": self.state()["csrf"]})
