"""The words that distinguish an organisation's mailbox from a person's; see ``contacts``.

Each list is the inside of an alternation of a regular expression.
"""

PERSONAL_PROVIDERS = (
    "9business|9online|aliceadsl|aol|bbox|cegetel|club-internet|dbmail|free|freesbee|gmail|"
    "gmx|googlemail|hotmail|hushmail|icloud|infonie|laposte|libertysurf|live|mac|mail|mailo|"
    "me|modulonet|msn|neuf|noos|nordnet|numericable|orange|outlook|pm|posteo|proton|"
    "protonmail|sfr|tele2|tutanota|voila|wanadoo|worldonline|yahoo|yandex|ymail|zaclys"
)
"""First labels of the domains where anyone opens a mailbox."""

ROLE_WORDS = (
    "acceuil|accompagnement|accueil|action|adherent|adjoint|administrat|agence|agglo|aide|"
    "anim|annexe|antenne|appui|asso|atelier|bibliotheque|boutique|bureau|cabinet|caisse|"
    "campus|cantine|cartograph|centre|chantier|citoyen|coeur|collect|commun|communication|"
    "competence|compta|conctact|conseil|contact|cooperat|coordination|culture|cyber|dechet|"
    "depart|direction|donnee|ecole|education|emploi|enfance|entraide|entreprise|epicerie|"
    "equipe|escale|espace|etablissement|etat-civil|europe|fabrique|ferme|formation|forum|"
    "foyer|france|generale|gestion|grand|greta|guichet|habitant|habitat|handicap|hebergement|"
    "inclusion|info|insertion|internet|itinerant|jeun|labo|lieu|local|logement|loisir|mairie|"
    "maison|mediath|mediation|mission|mobilit|multimedia|municipal|numerique|office|orient|"
    "parent|partenaire|permanence|petite-enfance|pimms|point|pole|poste|prefecture|prevention|"
    "projet|public|quartier|recrut|referent|region|relais|reseau|responsable|ressourc|"
    "restaurant|salle|sante|secretariat|senior|service|site|social|solidair|solidarit|"
    "sous-prefecture|soutien|sport|territoire|tiers-lieu|travail|tremplin|urbanisme|usager|"
    "vie-associative|village|ville|webmaster"
)
"""Beginnings of words that name a place or a function, never a person."""

SHORT_ROLES = (
    "afpa|afs|bm|bus|cada|cc|ccas|ccs|cdad|cdc|chrs|chu|cias|cidff|cio|cis|clic|cllaj|cm|co|"
    "cr|cs|csc|cscs|csm|csp|csx|dg|drh|efs|ems|epn|esat|fablab|face|fd|fjt|fs|greta|lab|"
    "mairies|mda|mdd|mdf|mdph|mdr|mds|mfr|mfs|milo|mis|mjc|ml|mlj|mob|mpt|mq|msa|msap|msp|pap|"
    "pass|pfsp|pij|pimms|plp|pmi|pre|psl|rh|rsa|rsp|sav|sec|sg|siae|siege|sp|spip|udaf|web"
)
"""Whole words of the same kind, too short to be looked for inside others."""

FIRST_NAMES = (
    "abdel|adele|adeline|adrien|agathe|agnes|ahmed|aissa|alain|alban|albert|alex|alexandra|"
    "alexandre|alexia|alexis|alice|aline|alison|alix|amandine|amelie|amina|amine|ana|anais|"
    "andre|andrea|angela|angelique|anissa|anita|anna|anne|annick|annie|anthony|antoine|"
    "antonin|arlette|armelle|arnaud|arthur|astrid|aude|audrey|aurelia|aurelie|aurelien|aurore|"
    "axel|axelle|baptiste|barbara|bastien|beatrice|benedicte|benjamin|benoit|bernadette|"
    "bernard|bertrand|brice|brigitte|bruno|camille|carine|carl|carla|carole|caroline|"
    "catherine|cathy|cecile|cedric|celia|celine|chantal|charlene|charles|charlotte|chloe|"
    "christel|christelle|christian|christiane|christine|christophe|cindy|claire|clara|claude|"
    "claudette|claudia|claudine|clemence|clement|clementine|colette|coline|coralie|corentin|"
    "corinne|cyrielle|cyril|cyrille|daisy|damien|daniel|daniele|danielle|david|deborah|"
    "delphine|denis|denise|didier|dimitri|dominique|dorothee|dylan|edith|edouard|eliane|"
    "elisabeth|elise|ella|elodie|elsa|emeline|emilie|emilien|emma|emmanuel|emmanuelle|eric|"
    "erwan|estelle|esther|etienne|eva|eve|evelyne|fabien|fabienne|fabrice|fanny|farid|fatiha|"
    "fatima|felix|fernand|flavie|flora|florence|florent|florian|francine|francis|franck|"
    "francois|francoise|frank|frederic|frederique|gael|gaelle|gaetan|genevieve|geoffrey|"
    "georges|gerald|geraldine|gerard|ghislaine|gilbert|gilles|ginette|gregory|guillaume|guy|"
    "gwenaelle|hakim|hamid|hassan|helene|henri|herve|hugo|hugues|ibrahim|ingrid|irene|"
    "isabelle|jacqueline|jacques|jade|jean|jeanne|jennifer|jeremie|jeremy|jerome|jessica|"
    "joanna|joel|joelle|johan|johanna|john|jonathan|jordan|joseph|josette|josiane|jules|julia|"
    "julie|julien|juliette|justine|karim|karima|karine|katia|kevin|khadija|khaled|laetitia|"
    "laura|laure|laurence|laurent|laurie|lea|leila|lenaic|leo|leonie|leslie|liliane|lina|"
    "linda|line|lionel|lisa|loic|louis|louise|luc|lucas|lucie|lucien|lucile|ludivine|ludovic|"
    "lydia|lydiane|lydie|lylian|maeva|magali|malika|manon|manuel|marc|marcel|margaux|margot|"
    "maria|mariam|marianne|marie|marielle|marina|marine|marion|marius|marjorie|marlene|martin|"
    "martine|maryline|maryse|mathieu|mathilde|matthieu|maud|mauline|maureen|maurice|max|"
    "maxime|melanie|melissa|melodie|michael|michel|michele|micheline|mickael|mireille|mohamed|"
    "mohammed|monique|morgan|morgane|mourad|muriel|mylene|myriam|nabil|nadege|nadia|nadine|"
    "naima|natacha|nathalie|nathan|nelly|nicolas|nicole|nina|noemie|nora|odile|olivia|olivier|"
    "ophelie|oriane|pascal|pascale|patrice|patricia|patrick|paul|paule|pauline|perrine|"
    "philippe|pierre|priscilla|quentin|rabah|rachel|rachid|raphael|raymond|regine|regis|remi|"
    "remy|renaud|rene|renee|richard|robert|robin|roger|roland|romain|romane|rosalie|rose|"
    "sabine|sabrina|said|salima|salome|sam|samia|samir|samuel|sandra|sandrine|sandy|sara|"
    "sarah|sebastien|serge|severine|simon|simone|sofia|solange|solene|sonia|sophia|sophie|"
    "stephane|stephanie|steven|suzanne|sylvain|sylvaine|sylvette|sylvia|sylviane|sylvie|"
    "tatiana|theo|therese|thibault|thibaut|thierry|thomas|tiffany|tiphaine|tristan|typhaine|"
    "valentin|valentine|valerie|vanessa|veronique|victor|victoria|vincent|violaine|virginie|"
    "viviane|xavier|yacine|yann|yannick|yasmina|yasmine|yoann|yohan|yolande|youssef|yvan|yves|"
    "yvette|yvon|yvonne|zoe"
)
"""Common given names of France."""

LONG_FIRST_NAMES = "|".join(name for name in FIRST_NAMES.split("|") if len(name) > 6)  # noqa: PLR2004
"""Those long enough to be seen when a surname is glued to them."""
