"""What readers do first, in an engine that is driven: each journey by its name."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.domain.pages import NEARBY_PAGE, PAGES, Page
from tests.engines.webdriver import DOWN, ENTER, TAB, Browser

WIDE, PHONE = (1366, 900), (390, 844)
CARD = "#nearby-resultats .card"
CALL = f'{CARD} a.call[href^="tel:"]'


class Visit:
    """A window at the site."""

    def __init__(self, browser: Browser, address: str) -> None:
        """Start anywhere."""
        self.browser = browser
        self.address = address

    def opens_nearby(self, query: str = "") -> Browser:
        """Open « Près de chez vous » and wait until its form suggests."""
        self.browser.opens(f"{self.address}{NEARBY_PAGE.path}{query}")
        self.browser.sees("document.querySelector('#nearby-recherche.alive')", "a form that lives")
        self.browser.sees(
            "document.querySelector('#nearby-resultats :is(h2, .empty-answer)')", "an answer"
        )
        return self.browser


def shown(key: str) -> str:
    """What the field of a need or a place shows, in JavaScript."""
    return f"document.getElementById('nearby-{key}').value"


def asks_for_food_in_annecy(visit: Visit) -> Browser:
    browser = visit.opens_nearby()
    browser.clicks("#nearby-besoin")
    browser.types("repas chauds" + TAB)
    browser.sees("document.activeElement.matches('#nearby-besoin + .clear, #nearby-lieu')", "Tab")
    if browser.run("return document.activeElement.id") != "nearby-lieu":
        browser.types(TAB)  # over « Effacer »
    browser.types("annecy" + ENTER)
    browser.sees_text("#nearby-resultats h2", "Annecy")
    browser.sees(f"document.querySelector({CARD!r})", "a card")
    return browser


def typed_by_keyboard(visit: Visit) -> None:
    browser = asks_for_food_in_annecy(visit)
    browser.sees(f"document.querySelector({CALL!r})", "a link « Appeler »")
    browser.sees_text(CALL, "Appeler")
    browser.sees("/[?&]besoin=repas/i.test(location.search)", "the need in the address")


def suggestion_by_arrow(visit: Visit) -> None:
    browser = visit.opens_nearby()
    browser.clicks("#nearby-lieu")
    browser.types("grenob")
    browser.sees(
        "document.querySelector('#nearby-lieu-choix:not([hidden]) [role=option]')", "choices"
    )
    browser.types(DOWN)
    browser.sees(
        "document.querySelector('#nearby-lieu-choix [aria-selected=true]')", "a marked choice"
    )
    browser.types(ENTER)
    browser.sees("location.search === '?territoire=38185'", "Grenoble in the address")
    browser.sees_text("#nearby-resultats h2", "Grenoble")
    browser.sees(f"document.querySelector({CARD!r})", "a card")


def back_restores(visit: Visit) -> None:
    browser = asks_for_food_in_annecy(visit)
    before = browser.run("return location.search")
    first = browser.run(f"return document.querySelector({CARD!r}).dataset.record")
    visit_other = "[...document.querySelectorAll('.tiles a')].at(-1)"
    browser.run(f"{visit_other}.click()")
    browser.sees(f"location.search !== {before!r}", "another address")
    browser.sees(
        f"(document.querySelector({CARD!r}) || {{dataset: {{}}}}).dataset.record !== {first!r}",
        "another answer",
    )
    browser.goes_back()
    browser.sees(f"location.search === {before!r}", "the address of before")
    browser.sees(
        f"(document.querySelector({CARD!r}) || {{dataset: {{}}}}).dataset.record === {first!r}",
        "the first card of before",
    )
    browser.sees(f"{shown('besoin')}.toLowerCase() === 'repas chauds'", "the need of before")


def tile_asks(visit: Visit) -> None:
    browser = visit.opens_nearby("?territoire=26362")
    browser.clicks(".tiles li:first-child a")
    browser.sees("/[?&]besoin=/.test(location.search)", "a need in the address")
    browser.sees("/[?&]territoire=26362/.test(location.search)", "the place still in the address")
    browser.sees(f"{shown('besoin')} !== ''", "the need in its field")
    browser.sees(f"document.querySelector({CARD!r})", "a card")


def keeping_shows_the_selection(visit: Visit) -> None:
    browser = visit.opens_nearby("?territoire=26362")
    browser.sees(f"document.querySelector({CARD!r})", "a card")
    browser.clicks(f"{CARD} a.keep")
    browser.sees_text("#nearby-resultats h3", "Ma sélection (1)")
    browser.sees("document.querySelector('.selection a[href^=\"sms:\"]')", "« Envoyer par SMS »")
    browser.clicks(".selection [data-removes]")
    browser.sees("!document.querySelector('.selection')", "no selection once removed")


def filters_fit_a_phone(visit: Visit) -> None:
    visit.browser.resize(*PHONE)
    browser = visit.opens_nearby("?territoire=26362")
    browser.sees(f"document.querySelector({CARD!r})", "a card")
    browser.clicks("#filtres summary")
    browser.sees("document.getElementById('filtres').open", "open filters")
    browser.sees(
        "(({scrollWidth, clientWidth}) => scrollWidth <= clientWidth)(document.getElementById('filtres'))",
        "filters no wider than the window",
    )
    browser.clicks("#nearby-voir")
    browser.sees("!document.getElementById('filtres').open", "closed filters")


def page_is_there(page: Page) -> Callable[[Visit], None]:
    """Return the journey to a page: its title, something to read under it, and its scripts have run."""

    def journey(visit: Visit) -> None:
        browser = visit.browser
        browser.opens(visit.address + page.path)
        browser.sees("document.querySelector('#react-entry-point:not(.waiting) h1')", "a title")
        browser.sees_text("title", page.title)
        browser.sees(
            "document.querySelector('main tbody tr, main section h2, .empty-answer')",
            "a table, a part or an answer",
        )
        browser.sees(
            "!document.querySelector('.first-paint')", "the page of before scripts taken away"
        )
        for size in (PHONE, WIDE):
            browser.resize(*size)
            browser.sees(
                "document.documentElement.scrollWidth <= innerWidth",
                f"a page no wider than a window of {size[0]} px",
            )

    return journey


JOURNEYS: dict[str, Callable[[Visit], None]] = {
    "a need and a place typed by keyboard give cards one can call": typed_by_keyboard,
    "a suggestion is chosen with arrows and Enter": suggestion_by_arrow,
    "Back restores the answer and its fields": back_restores,
    "a tile asks, where one is": tile_asks,
    "« Garder » shows the selection, « Retirer » empties it": keeping_shows_the_selection,
    "the filters open on a phone, fit it, and close": filters_fit_a_phone,
    **{f"« {page.title} » is there": page_is_there(page) for page in PAGES if page != NEARBY_PAGE},
}
