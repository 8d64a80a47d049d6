/* Small points, each a dot with a light rim. Some are drawn by plotly.js, as icons that are made here.
 *
 * Those that a change of filter shows and hides are drawn here: the map library is given all of them once, and each
 * is told whether it is seen as *feature state*, which is painted in the next frame; given again, they would be cut
 * into tiles and placed again. Those that would touch one seen before are left out until the map is nearer.
 */
(function () {
  "use strict";
  const DOT_PX = 8;
  const RIM_PX = 1.25;
  const RIM = "#ffffff";
  const PIXEL_RATIO = 2;
  // The size of a marker that is drawn as an icon is.
  const ICON_SIZE = 10;
  // What is left out is decided again at each such step of the zoom: what is seen does not flicker in between.
  const STEPS_PER_ZOOM = 4;
  const TILE_PX = 512;

  // By map, by layer: the points it has, those that are shown, and those that are seen of them.
  const drawn = new WeakMap();

  /* The icons that plotly.js draws layers of small points with, each named by its colour. */
  function addIcons(map, traces) {
    for (const { marker } of traces) {
      const [id, colour] = /^dot-([0-9a-f]{6})$/.exec(marker?.symbol) || [];
      if (id && !map.hasImage(id)) map.addImage(id, dot(`#${colour}`), { pixelRatio: PIXEL_RATIO });
    }
  }

  function dot(colour) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = (DOT_PX + 1) * PIXEL_RATIO;
    const pen = canvas.getContext("2d");
    pen.scale(PIXEL_RATIO, PIXEL_RATIO);
    const centre = (DOT_PX + 1) / 2;
    for (const [radius, fill] of [
      [DOT_PX / 2, RIM],
      [DOT_PX / 2 - RIM_PX, colour],
    ]) {
      pen.beginPath();
      pen.arc(centre, centre, radius, 0, 2 * Math.PI);
      pen.fillStyle = fill;
      pen.fill();
    }
    return pen.getImageData(0, 0, canvas.width, canvas.height);
  }

  function collection({ longitudes, latitudes }) {
    const features = Array.from(longitudes, (longitude, row) => ({
      type: "Feature",
      id: row,
      properties: {},
      geometry: { type: "Point", coordinates: [longitude, latitudes[row]] },
    }));
    return { type: "FeatureCollection", features };
  }

  function whenSeen(size) {
    return ["case", ["boolean", ["feature-state", "seen"], false], size, 0];
  }

  function painted(colour, size) {
    return {
      "circle-color": colour,
      "circle-radius": whenSeen(size / 2 - RIM_PX),
      "circle-stroke-color": RIM,
      "circle-stroke-width": whenSeen(RIM_PX),
    };
  }

  /* Where points are on the whole world, in pixels at zoom 0: Mercator, as the map is. */
  function projected({ longitudes, latitudes }) {
    const radians = Math.PI / 180;
    const y = (latitude) => 0.5 - Math.log(Math.tan(Math.PI / 4 + (latitude * radians) / 2)) / (2 * Math.PI);
    return {
      xs: Float64Array.from(longitudes, (longitude) => TILE_PX * (longitude / 360 + 0.5)),
      ys: Float64Array.from(latitudes, (latitude) => TILE_PX * y(latitude)),
    };
  }

  /**
   * The rows of points that stand at least `apart` pixels from all those before them.
   * @param {{xs: Float64Array, ys: Float64Array}} places where they are at zoom 0, pixels.
   * @param {number[]} rows those to choose among.
   */
  function thinned({ xs, ys }, rows, { zoom, apart }) {
    const scale = 2 ** zoom / apart;
    const cells = new Map();
    const near = [-1, 0, 1];
    return rows.filter((row) => {
      const [x, y] = [xs[row] * scale, ys[row] * scale];
      const [column, line] = [Math.floor(x), Math.floor(y)];
      const touches = near.some((right) =>
        near.some((down) => {
          const others = cells.get(`${column + right} ${line + down}`) || [];
          return others.some(([otherX, otherY]) => Math.hypot(otherX - x, otherY - y) < 1);
        }),
      );
      if (touches) return false;
      const cell = `${column} ${line}`;
      cells.set(cell, [...(cells.get(cell) || []), [x, y]]);
      return true;
    });
  }

  function step(map) {
    return Math.floor(map.getZoom() * STEPS_PER_ZOOM) / STEPS_PER_ZOOM;
  }

  /* Tells the points that are seen now, and those that no longer are. */
  function tell(map, id, layer) {
    const { points, rows, size } = layer;
    layer.zoom = step(map);
    const seen = new Set(thinned(points.at, rows, { zoom: layer.zoom, apart: size }));
    for (const row of layer.seen) if (!seen.has(row)) map.setFeatureState({ source: id, id: row }, { seen: false });
    for (const row of seen) if (!layer.seen.has(row)) map.setFeatureState({ source: id, id: row }, { seen: true });
    layer.seen = seen;
  }

  function layersOf(map) {
    if (!drawn.has(map)) {
      const layers = new Map();
      drawn.set(map, layers);
      map.on("zoom", () => {
        for (const [id, layer] of layers) if (layer.zoom !== step(map)) tell(map, id, layer);
      });
    }
    return drawn.get(map);
  }

  /**
   * Show some of the points of a file.
   * @param {object} file `longitudes` and `latitudes` of all of them.
   * @param {number[]} rows those shown, the first ones before others that would touch them.
   * @param {{color: string, size: number}} marker how plotly.js would draw them.
   * @param {string} below the layer they are drawn under.
   * @returns {boolean} whether their layer is new, above all others under that one.
   */
  function show(map, id, { file, rows, marker, below }) {
    const layers = layersOf(map);
    const before = layers.get(id);
    if (!file && !before) return false;
    const layer = before || { size: (DOT_PX * marker.size) / ICON_SIZE, seen: new Set() };
    if (file && layer.points?.of !== file) {
      layer.points = { of: file, at: projected(file) };
      if (before) {
        map.removeFeatureState({ source: id });
        layer.seen = new Set();
        map.getSource(id).setData(collection(file));
      } else {
        map.addSource(id, { type: "geojson", data: collection(file) });
        map.addLayer({ id, type: "circle", source: id, paint: painted(marker.color, layer.size) }, below);
      }
    }
    layer.rows = rows;
    layers.set(id, layer);
    tell(map, id, layer);
    return !before;
  }

  window.solidarity = Object.assign({}, window.solidarity, { mapDots: { addIcons, show, thinned } });
})();
