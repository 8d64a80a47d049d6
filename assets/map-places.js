/* The small points of a map: what the server tells is shown → where they are, what they say, what they open.
 *
 * A file tells of all places and the initiatives there; an answer tells which of these are shown, a bit for each.
 * Where there are too many, it tells how many are in each commune instead.
 */
(function () {
  "use strict";
  const LONGEST_NAME = 59;
  const MOST_NAMES = 6;
  const POSITION_DECIMALS = 4;
  const NOTHING = { lon: [], lat: [], text: [], customdata: [] };

  // By what a layer shows, its longitudes: the file that tells of all its points, and the rows of those shown.
  const origins = new WeakMap();

  function isShown(bits, record) {
    return Boolean((bits[record >> 3] >> (record & 7)) & 1);
  }

  // Names come from files: what looks like a tag in one is shown as it is.
  function written(name) {
    const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…` : name;
    return short.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  }

  function counted(number, [singular, plural]) {
    return `${window.solidarity.mapValues.frenchNumber(number, 0)}\u00a0${number < 2 ? singular : plural}`;
  }

  function said(file, place, shown) {
    const names = shown.slice(0, MOST_NAMES).map((record) => `• ${written(file.names[record])}`);
    const number = shown.length > 1 ? [counted(shown.length, ["initiative", "initiatives"])] : [];
    const more = shown.length > MOST_NAMES ? [`… et ${shown.length - MOST_NAMES} de plus`] : [];
    const rough = file.rough[place] ? ["<i>environ, au centre de la commune</i>"] : [];
    return [`<b>${file.labels[place]}</b>`, ...number, ...names, ...more, ...rough].join("<br>");
  }

  // As the server writes positions in addresses.
  function positionOf(file, place) {
    return [file.latitudes[place], file.longitudes[place]].map((degrees) => degrees.toFixed(POSITION_DECIMALS)).join();
  }

  /* A point for each of some rows of a file: what it says, and what it opens. */
  function pointsAt(file, rows, says, opens) {
    const points = {
      lon: rows.map((row) => file.longitudes[row]),
      lat: rows.map((row) => file.latitudes[row]),
      text: rows.map(says),
      customdata: rows.map(opens),
    };
    origins.set(points.lon, { file, rows });
    return points;
  }

  function places(file, bits) {
    const shown = file.records.map((records) => records.filter((record) => isShown(bits, record)));
    return pointsAt(
      file,
      [...shown.keys()].filter((place) => shown[place].length),
      (place) => said(file, place, shown[place]),
      (place) => {
        const [first, ...others] = shown[place];
        return others.length ? `position:${positionOf(file, place)}` : `fiche:${file.ids[first]}`;
      },
    );
  }

  function territories(file, numbers, noun) {
    return pointsAt(
      file,
      [...numbers.keys()].filter((row) => numbers[row]),
      (row) => `<b>${file.labels[row]}</b><br>${counted(numbers[row], noun)}`,
      (row) => `territoire:${file.codes[row]}`,
    );
  }

  /* The address of the file that a layer is told of, empty for one that shows nothing. */
  function fileOf(meta) {
    return meta?.places ?? meta?.territories;
  }

  function isTold({ meta }) {
    return fileOf(meta) !== undefined;
  }

  /**
   * What a layer of small points shows.
   * @param {object} meta what the server tells: `places` and `shown`, or `territories`, `numbers` and `noun`.
   * @param {(address: string) => object|null} known a file of the server, where it has come.
   */
  function points(meta, known) {
    const address = fileOf(meta);
    const file = address ? known(address) : null;
    if (!file) return NOTHING;
    const { decoded } = window.solidarity.mapValues;
    return meta.places === undefined
      ? territories(file, decoded(meta.numbers), meta.noun)
      : places(file, decoded(meta.shown));
  }

  /* Of which file a layer shows which rows; none for one that shows nothing. */
  function origin({ lon }) {
    return origins.get(lon) || { file: null, rows: [] };
  }

  window.solidarity = Object.assign({}, window.solidarity, { mapPlaces: { fileOf, isTold, origin, points } });
})();
