"""The identifiers of the page's parts, each spelled once. The scripts in ``assets/`` know them too."""

from __future__ import annotations

# Stores: the whole selection, and what of it the map and the listing must draw again.
SELECTION = "selection"
MAP_REQUEST = "map-request"
LISTING_REQUEST = "listing-request"
COMMITTED = "committed"
MAP_MARKUP = "map-markup"
LISTING_MARKUP = "listing-markup"

# Controls.
SEARCH = "recherche"
LEVEL = "niveau"
INDICATOR = "indicateur"
COUNTING = "compte"
THEMES = "themes"
PUBLICS = "publics"
YEARS = "annees"
WIDE = "elargi"
POINTS = "points"
VIEW = "vue"

# Parts that answers fill.
MAP = "carte"
MAP_TITLE = "titre-carte"
MAP_FILTERS = "filtres-carte"
MAP_SENTENCE = "phrase-carte"
LEGEND = "legende"
MAP_ABSENT = "carte-absente"
LISTING = "tableau"
RESULT_COUNT = "nombre-resultats"
PANEL = "fiche"
NOTICE = "message"
ALERT = "alerte"
TRIAL = "essai-fichier"

# Landmarks that links lead to.
CONTENT = "contenu"
AFTER_MAP = "apres-carte"

# The page « Près de chez vous ».
NEARBY_SELECTION = "proche-selection"
NEARBY_REQUEST = "proche-request"
NEARBY_MAP_REQUEST = "proche-map-request"
NEARBY_COMMITTED = "proche-committed"
NEARBY_MARKUP = "proche-markup"
PLACE_SEARCH = "recherche-lieu"
NEARBY_RADIUS = "proche-rayon"
NEARBY_THEMES = "proche-themes"
NEARBY_PUBLICS = "proche-publics"
NEARBY_OPENING = "proche-ouvert"
NEARBY_TRAVELLING = "proche-itinerant"
NEARBY_VIEW = "proche-vue"
NEARBY_RESULTS = "proche-resultats"
NEARBY_STATUS = "proche-etat"
NEARBY_COUNT = "proche-nombre"
NEARBY_MAP = "proche-carte"
NEARBY_MAP_TITLE = "proche-titre-carte"
NEARBY_MAP_SENTENCE = "proche-phrase-carte"
NEARBY_NOTICE = "proche-message"
