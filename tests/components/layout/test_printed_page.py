import re

from markupsafe import Markup

from dashboard.components.layout.printed_page import printed_page
from dashboard.components.layout.shell import page
from dashboard.components.shared.markup import markup
from dashboard.domain.pages import PAGES

WRITTEN = printed_page("Fiche & suite", Markup("<h1>Fiche</h1>"), site="Carte & compagnie")


def links(written):
    return re.findall(r'href="(/[^"]*)"[^>]*>([^<]+)</a>', written)


def test_the_way_to_the_content_is_the_first_link_and_leads_to_it():
    body = WRITTEN[WRITTEN.index("<body") :]
    assert re.findall(r"<a [^>]*>", body)[0] == '<a class="skip-link" href="#contenu">'
    assert '<main id="contenu" tabindex="-1"><h1>Fiche</h1></main>' in body


def test_the_header_leads_to_the_pages_of_the_site_in_its_order():
    told = markup(page([], path="", site="Carte & compagnie"))
    header = told[told.index("<header") : told.index("</header>")]
    assert header in WRITTEN
    assert links(header) == [(one.path, one.title) for one in PAGES]
    assert "aria-current" not in WRITTEN


def test_the_title_names_the_page_and_the_site():
    assert "<title>Fiche &amp; suite · Carte &amp; compagnie</title>" in WRITTEN
