/* What the server tells has changed on a map → what each layer of it now shows.
 *
 * Of territories it tells the different colours, sentences and numbers once, and which of them each has:
 * the sentences have gaps, which are filled here (module `hover_text`).
 */
(function () {
  "use strict";
  const GAP = /\{(\d+)(?:\|([^|}]*)\|([^|}]*))?\}/g;
  const ARRAYS = { u1: Uint8Array, u2: Uint16Array };
  const NARROW_SPACE = "\u202f";
  const SMALLEST_RATE = 0.01;
  const RATE_DECIMALS = 2;
  const PER_INHABITANTS = 10_000;

  function decoded({ dtype, bdata }) {
    const bytes = Uint8Array.from(window.atob(bdata), (letter) => letter.charCodeAt(0));
    return new ARRAYS[dtype](bytes.buffer);
  }

  /* A number as the server writes it: of two neighbours at the same distance, the even one. */
  function frenchNumber(value, decimals) {
    const halves = value * 2 ** (decimals + 1);
    const tied = Number.isInteger(halves) && halves % 2 === 1;
    const below = Math.floor(value * 10 ** decimals);
    const shown = tied ? (below + (below % 2)) / 10 ** decimals : value;
    const [whole, rest] = shown.toFixed(decimals).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE);
    return rest ? `${grouped},${rest}` : grouped;
  }

  function rateText(rate) {
    const small = rate > 0 && rate < SMALLEST_RATE;
    return small ? `<${NARROW_SPACE}${frenchNumber(SMALLEST_RATE, RATE_DECIMALS)}` : frenchNumber(rate, RATE_DECIMALS);
  }

  /* Of each column of numbers, in their order: its value and its words for a territory. */
  function readers({ columns, kinds }, { populations }) {
    const [, , ...numbers] = kinds;
    const known = columns.map(({ decimals }) => (decimals === undefined ? null : numbers.shift()));
    return columns.map(({ decimals, rate }, place) => {
      if (decimals !== undefined) {
        return (kind) => {
          const value = known[place][kind] / 10 ** decimals;
          return [value, frenchNumber(value, decimals)];
        };
      }
      if (rate === undefined) return (_, row) => [populations[row], frenchNumber(populations[row], 0)];
      return (kind, row) => {
        const value = populations[row] ? (PER_INHABITANTS * known[rate][kind]) / populations[row] : 0;
        return [value, rateText(value)];
      };
    });
  }

  function filled(template, read, kind, row) {
    return template.replace(GAP, (_, column, singular, plural) => {
      const [value, words] = read[column](kind, row);
      return singular ? `${words}\u00a0${value < 2 ? singular : plural}` : words;
    });
  }

  /* Texts that are written when they are read: most never are, of territories that no pointer comes to. */
  function writtenWhenRead(length, write) {
    const isRow = (key) => typeof key === "string" && /^\d+$/.test(key) && Number(key) < length;
    return new Proxy(new Array(length), {
      get: (texts, key) => {
        if (isRow(key)) texts[key] ??= write(Number(key));
        return texts[key];
      },
      has: (texts, key) => isRow(key) || key in texts,
    });
  }

  /* The scale of colours that plotly.js draws the codes 0, 1, 2 … with. */
  function stepped(colours) {
    return colours.flatMap((colour, place) => [
      [place / colours.length, colour],
      [(place + 1) / colours.length, colour],
    ]);
  }

  function territories(told, file) {
    const rows = decoded(told.rows);
    const [codes, templates] = told.kinds;
    const read = readers(told, file);
    return {
      z: Uint8Array.from(rows, (kind) => codes[kind]),
      customdata: writtenWhenRead(rows.length, (row) => {
        return filled(told.templates[templates[rows[row]]], read, rows[row], row);
      }),
      colorscale: stepped(told.colours),
      zmin: -0.5,
      zmax: told.colours.length - 0.5,
    };
  }

  /* Circles whose area is proportional to the first number of the texts, above none where it is 0. */
  function circles(told, hovers, file) {
    const { largest, reference } = told.circles;
    const [, , numbers] = told.kinds;
    const counts = Array.from(decoded(told.rows), (kind) => (reference ? numbers[kind] : 0));
    const shown = [...counts.keys()].filter((row) => counts[row] > 0);
    const of = (list) => shown.map((row) => list[row]);
    return {
      lon: of(file.longitudes),
      lat: of(file.latitudes),
      text: shown.map((row) => `<b>${file.labels[row]}</b><br>${hovers[row]}`),
      customdata: shown.map((row) => `territoire:${file.codes[row]}`),
      "marker.size": shown.map((row) => Math.round(20 * largest * Math.sqrt(counts[row] / reference)) / 10),
    };
  }

  function ofTerritories(data) {
    return data.findIndex((trace) => trace.meta?.labels);
  }

  /* The addresses of the files that a change is read with: about the territories of its level, and the places. */
  function files(told, data) {
    const { fileOf } = window.solidarity.mapPlaces;
    const { meta } = told.level || data[ofTerritories(data)];
    return [meta.labels, ...(told.updates || []).map(([, update]) => fileOf(update.meta))].filter(Boolean);
  }

  /**
   * The layers that a change concerns, by place, each with what it now shows.
   * @param {object} told what the server tells.
   * @param {object[]} data the traces of the map.
   * @param {(address: string) => object|null} known one of its files, where it has come.
   */
  function layers(told, data, known) {
    const place = ofTerritories(data);
    const { meta } = told.level || data[place];
    const file = known(meta.labels);
    if (!file) throw new Error(`${meta.labels} did not come`);
    const { isTold, points } = window.solidarity.mapPlaces;
    const updates = (told.updates || []).map(([layer, update]) => {
      return [layer, isTold(update) ? { ...update, ...points(update.meta, known) } : update];
    });
    if (told.level) updates.push([place, { ...told.level, locations: file.codes, text: file.labels }]);
    if (told.territories) {
      const shown = territories(told.territories, file);
      updates.push([place, shown]);
      const { circles: drawn } = told.territories;
      if (drawn) updates.push([drawn.trace, circles(told.territories, shown.customdata, file)]);
    }
    return updates;
  }

  window.solidarity = Object.assign({}, window.solidarity, { mapValues: { decoded, files, frenchNumber, layers } });
})();
