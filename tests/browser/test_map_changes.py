"""A change of filter, level or year is told to the map that is there, in a real browser.

The map shows then what the page shows when it is opened at the same address, without having been drawn anew.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.helpers import ROOT

BOURG = (5.30, 46.36)
WATCH = """() => {
    window.drawings = [];
    const told = (name, call) => function (...args) {
        window.drawings.push(name);
        return call.apply(this, args);
    };
    for (const name of ['newPlot', 'react', 'relayout', 'restyle']) Plotly[name] = told(name, Plotly[name]);
    for (const graph of document.querySelectorAll('.js-plotly-plot')) {
        const { map, traceHash } = graph._fullLayout.map._subplot;
        const source = map.getSource(traceHash[graph._fullData[0].uid].sourceId);
        source.setData = told('boundaries', source.setData);
        const { addSource } = map;
        map.addSource = function (id, ...rest) {
            const boundaries = /^source-(communes|epci|departements)$/.test(id);
            if (boundaries) window.drawings.push(`new ${id}`);
            return addSource.call(this, id, ...rest);
        };
    }
}"""
SHOWN = """() => [...document.querySelectorAll('.js-plotly-plot')].map((graph) => {
    const { map, traceHash } = graph._fullLayout.map._subplot;
    const [full] = graph._fullData;
    const pen = document.createElement('canvas').getContext('2d');
    const colour = (text) => {
        pen.fillStyle = text;
        return pen.fillStyle;
    };
    const { sourceId, layerList: [[, layer]] } = traceHash[full.uid];
    const painted = map.queryRenderedFeatures({ layers: [layer] })
        .map(({ id, state, properties }) => [id, colour(state.colour ?? properties.fc)]);
    const layers = graph._fullData.slice(1).map(({ visible, lon, lat, text, locations }) => {
        return visible ? [lon ?? null, lat ?? null, text ?? null, locations ?? null] : 'nothing';
    });
    return {
        source: sourceId,
        colours: Object.fromEntries(painted),
        values: full.locations.map((code, row) => [code, full.z[row], full.customdata[row], full.text[row]]),
        given: graph.data[0].customdata.join(),
        layers,
    };
})"""
DRAWN = """() => [...document.querySelectorAll('.js-plotly-plot')]
    .map(({ dataset }) => Number(dataset.drawn))"""
DRAWN_SINCE = f"""(before) => ({DRAWN})().every((times, place) => times > before[place])
    && [...document.querySelectorAll('.js-plotly-plot')]
        .every((graph) => graph._fullLayout.map._subplot.map.loaded())"""
SETTLED = """() => {
    const graphs = [...document.querySelectorAll('.js-plotly-plot')];
    return graphs.length > 0 && graphs.every((graph) => {
        const map = graph._fullLayout?.map?._subplot?.map;
        return graph.underWay === 0 && graph._fullData[0]?.locations && map?.loaded();
    });
}"""


def settled(page):
    page.wait_for_function(SETTLED)
    # What Dash draws again after a map is fitted comes in a moment.
    page.wait_for_load_state("networkidle")
    page.wait_for_function(SETTLED)


def shown_after(page, change):
    """What the maps show once a change is drawn."""
    before = page.evaluate(DRAWN)
    change()
    page.wait_for_function(DRAWN_SINCE, arg=before)
    return page.evaluate(SHOWN)


def shown_at_once(page):
    """What the maps show when the page is opened at this address."""
    page.reload()
    settled(page)
    return page.evaluate(SHOWN)


def alike(changed, opened):
    """Each map shows the same: what is filled, what is told, what stands on it."""
    for one, other in zip(changed, opened, strict=True):
        assert one["values"] == other["values"]
        assert one["given"] == other["given"]
        assert one["layers"] == other["layers"]
        assert one["colours"] == other["colours"]
        assert len(one["colours"]) > 5


def test_the_script_is_written_for_the_library_that_is_shipped(map_reader):
    script = (ROOT / "assets" / "map-feature-state.js").read_text(encoding="utf-8")
    (version,) = re.findall(r'WRITTEN_FOR = "([\d.]+)"', script)
    map_reader.opens()
    assert map_reader.page.evaluate("() => Plotly.version") == version


def test_a_filter_colours_the_territories_and_draws_nothing_again(map_reader):
    map_reader.opens("/?points=aucun")
    page = map_reader.page
    settled(page)
    page.evaluate(WATCH)
    changed = shown_after(page, lambda: map_reader.chooses("Thèmes", "Alimentation"))
    assert page.evaluate("() => window.drawings") == []
    assert set(changed[0]["colours"].values()) > {"#f7f3ea"}
    alike(changed, shown_at_once(page))


def test_the_pointer_is_told_the_new_value_and_a_click_opens_its_panel(map_reader):
    map_reader.opens("/?points=aucun")
    page = map_reader.page
    settled(page)
    page.evaluate(WATCH)
    shown_after(page, lambda: map_reader.chooses("Thèmes", "Mobilité"))
    page.locator(".map-graph").scroll_into_view_if_needed()
    page.mouse.move(*map_reader.point_on_map(*BOURG))
    expect(page.locator(".map-graph .hovertext").first).to_contain_text("1\u00a0initiative, 0,07")
    map_reader.clicks_map(*BOURG)
    expect(page.locator("#fiche h2")).to_have_text("CA du Bassin de Bourg-en-Bresse")
    expect(page).to_have_url(re.compile("theme=mobilite.*territoire=200071751"))
    page.wait_for_function(
        "(code) => document.querySelector('#carte .js-plotly-plot').data.at(-1).locations.join() === code",
        arg="200071751",
    )
    assert page.evaluate("() => window.drawings") == []
    alike(page.evaluate(SHOWN), shown_at_once(page))


def test_levels_and_indicators_end_at_what_their_address_shows(map_reader):
    map_reader.opens()
    page = map_reader.page
    settled(page)
    page.evaluate(WATCH)

    def after(label, option):
        return shown_after(page, lambda: map_reader.chooses(label, option))

    after("Afficher par", "Communes")
    after("Indicateur", "Nombre (cercles)")
    after("Afficher par", "Départements")
    after("Indicateur", "Part des habitants desservis")
    changed = after("Afficher par", "Intercommunalités (EPCI)")
    communes = after("Afficher par", "Communes")
    assert page.evaluate("() => window.drawings") == [
        "new source-communes",
        "new source-departements",
    ]
    assert (changed[0]["source"], communes[0]["source"]) == ("source-epci", "source-communes")
    alike(communes, shown_at_once(page))
    alike(changed, shown_after_level(page, map_reader))


def shown_after_level(page, map_reader):
    page.goto(f"{map_reader.address}/?indicateur=part")
    settled(page)
    return page.evaluate(SHOWN)


@pytest.mark.parametrize(
    "missing",
    [
        "() => { Plotly.version = 'another'; }",
        """() => {
            const { map } = document.querySelector('#carte .js-plotly-plot')._fullLayout.map._subplot;
            map.setFeatureState = undefined;
        }""",
    ],
    ids=["another version", "no feature state"],
)
def test_without_what_the_library_keeps_for_itself_the_map_is_drawn_with_the_same_colours(
    map_reader, missing
):
    map_reader.opens()
    page = map_reader.page
    settled(page)
    page.evaluate(WATCH)
    page.evaluate(missing)
    changed = shown_after(page, lambda: map_reader.chooses("Thèmes", "Alimentation"))
    assert page.evaluate("() => window.drawings").count("react") == 1
    alike(changed, shown_at_once(page))


def test_a_map_moved_after_a_change_keeps_its_values_and_its_place(map_reader):
    map_reader.opens("/?points=aucun")
    page = map_reader.page
    settled(page)
    changed = shown_after(page, lambda: map_reader.chooses("Thèmes", "Alimentation"))
    page.locator(".map-graph").scroll_into_view_if_needed()
    x, y = map_reader.point_on_map(*BOURG)

    def drag():
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 40, y + 30, steps=4)
        page.mouse.up()

    moved = shown_after(page, drag)
    assert moved[0]["values"] == changed[0]["values"]
    shared = set(moved[0]["colours"]) & set(changed[0]["colours"])
    assert len(shared) > 50
    assert {code: moved[0]["colours"][code] for code in shared} == {
        code: changed[0]["colours"][code] for code in shared
    }
    assert map_reader.point_on_map(*BOURG) == pytest.approx([x + 40, y + 30], abs=3)


def test_gaps_are_told_to_the_map_that_is_there(map_reader):
    page = map_reader.page
    page.goto(f"{map_reader.address}/zones-blanches")
    settled(page)
    page.evaluate(WATCH)
    for name in ("20\u202fkm", "5\u202fkm"):
        changed = shown_after(page, lambda name=name: map_reader.chooses("Proche jusqu’à", name))
    assert page.evaluate("() => window.drawings") == []
    alike(changed, shown_at_once(page))


def test_two_years_later_both_maps_of_a_comparison_are_told(map_reader):
    page = map_reader.page
    page.goto(
        f"{map_reader.address}/comparer?territoire=200071751&territoire=200068781&onglet=cartes"
    )
    settled(page)
    page.evaluate(WATCH)
    slider = page.locator("#comparison-annee [role=slider]")
    for key in ("Home", "ArrowRight"):
        changed = shown_after(page, lambda key=key: slider.press(key))
    assert page.evaluate("() => window.drawings") == []
    assert "&annee=2013" in page.url
    alike(changed, shown_at_once(page))
