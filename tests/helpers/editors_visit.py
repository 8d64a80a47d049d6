"""A browser of an editor, as far as a test client is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

EMAIL = "anne@exemple.fr"
PASSWORD, OTHER_PASSWORD = "cheval agrafe pile", "vélo jaune du lac"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def token_in(page: str) -> str:
    """Find the token that a page's forms carry."""
    (token,) = set(_TOKEN.findall(page))
    return str(token)


@dataclass
class Visit:
    """One browser at one address."""

    client: FlaskClient
    address: str = "192.0.2.1"

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, environ_base={"REMOTE_ADDR": self.address}, **options)

    def post(self, path: str, data: dict[str, Any], **options: Any) -> TestResponse:
        return self.client.post(
            path, data=data, environ_base={"REMOTE_ADDR": self.address}, **options
        )

    def signs_in(self, email: str = EMAIL, password: str = PASSWORD, **more: str) -> TestResponse:
        token = token_in(self.get("/connexion").text)
        form = {"csrf_token": token, "courriel": email, "mot-de-passe": password, **more}
        return self.post("/connexion", form)

    def state(self) -> Any:
        return self.get("/editeurs/etat").get_json()

    def signs_out(self) -> TestResponse:
        return self.post("/editeurs/deconnexion", {"csrf_token": self.state()["csrf"]})
