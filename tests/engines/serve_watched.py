"""Serves the dashboard, and writes down what goes wrong in the scripts of its pages.

``python -m tests.engines.serve_watched FILE --port N``. Neither WebDriver nor a picture tells of script
errors: a script of our own, before all others of every page, sends each one back. It also tells when a
page is drawn, which Firefox, asked for a picture, would not wait for.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from werkzeug.wrappers import Request, Response

from dashboard.factory import create_app
from dashboard.server.gunicorn import HOST, serve
from dashboard.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_SCRIPT = "/engines/watch.js"
_TOLD = "/engines/told"
_HELD = "/engines/held"
_LONGEST_HOLD_S = 60
_WATCH = f"""
(function () {{
  "use strict";
  // What a page was still fetching when its reader left fails, which nobody sees.
  let left = false;
  for (const kind of ["beforeunload", "pagehide"]) addEventListener(kind, () => {{ left = true; }});
  const tell = (what) => left || navigator.sendBeacon("{_TOLD}", `${{location.pathname}}: ${{what}}`);
  addEventListener("error", (event) => {{
    const {{ target }} = event;
    if (target !== window) return tell(`not loaded: ${{target.src || target.href}}`);
    tell(`${{event.message}} (${{event.filename}}:${{event.lineno}})`);
  }}, true);
  addEventListener("unhandledrejection", (event) => tell(`unhandled: ${{event.reason}}`));
  addEventListener("securitypolicyviolation", (event) =>
    tell(`refused by the policy: ${{event.violatedDirective}} ${{event.blockedURI}}`));
  const error = console.error.bind(console);
  console.error = (...about) => {{
    tell(`console: ${{about.map(String).join(" ")}}`);
    error(...about);
  }};

  /* Whether scripts have drawn the page, and its maps where they are seen. */
  window.settled = () => {{
    if (!document.querySelector("main")) return false;
    if (document.querySelector(".first-paint, #react-entry-point.waiting")) return false;
    const absent = document.getElementById("carte-absente");
    if (absent && absent.offsetParent) return true;
    return [...document.querySelectorAll(".map-graph")].every((graph) => {{
      if (!graph.offsetParent) return true;
      const plot = graph.querySelector(".js-plotly-plot");
      const part = plot && plot.dataset.drawn && plot._fullLayout.map;
      return Boolean(part && part._subplot && part._subplot.map && part._subplot.map.loaded());
    }});
  }};

  // A picture is taken when the page is loaded, which it is not while this image is awaited.
  if (navigator.userAgent.includes("Firefox")) {{
    const id = String(Math.random());
    new Image().src = `{_HELD}?${{id}}`;
    const watch = setInterval(() => {{
      if (!window.settled()) return;
      clearInterval(watch);
      setTimeout(() => navigator.sendBeacon(`{_HELD}?${{id}}`), 1000);
    }}, 100);
  }}
}})();
"""
_PIXEL = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def watched(application: WSGIApplication, told: Path) -> WSGIApplication:
    """Return an application whose pages tell of their errors, a line each, in a file."""
    held: defaultdict[bytes, threading.Event] = defaultdict(threading.Event)

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        request = Request(environ)
        if request.path == _SCRIPT:
            return Response(_WATCH, mimetype="text/javascript")(environ, start)
        if request.path == _TOLD:
            with told.open("a", encoding="utf-8") as file:
                file.write(" ".join(request.get_data(as_text=True).split()) + "\n")
            return Response(status=204)(environ, start)
        if request.path == _HELD:
            let_go = held[request.query_string]
            if request.method == "POST":
                let_go.set()
                return Response(status=204)(environ, start)
            let_go.wait(_LONGEST_HOLD_S)
            return Response(_PIXEL, mimetype="image/svg+xml")(environ, start)
        environ.pop("HTTP_ACCEPT_ENCODING", None)  # a compressed page has no head to write in
        response = Response.from_app(application, environ)
        if response.mimetype == "text/html" and request.method == "GET":
            page = response.get_data(as_text=True)
            tag = f'<script src="{_SCRIPT}"></script>'
            response.set_data(page.replace("<head>", f"<head>{tag}", 1))
        return response(environ, start)

    return answer


@click.command()
@click.argument("told", type=click.Path(path_type=Path))
@click.option("--port", required=True, type=int)
def main(told: Path, port: int) -> None:
    server = create_app(Settings.from_environment()).server
    server.wsgi_app = watched(server.wsgi_app, told)
    serve(server, host=HOST, port=port, workers=1, tell=click.echo)


if __name__ == "__main__":
    main()
