// How the map is drawn, and its data as MapLibre reads them.
import type { FilterSpecification, LngLatBounds, LngLatBoundsLike, Map as MapLibre, StyleSpecification } from "maplibre-gl";
import type * as GeoJSON from "geojson";
import type { Got } from "../../lib/server";

type Places = Got<"/targets/map">;
type Areas = NonNullable<Got<"/boundaries">["areas"]>;

/** Look is the map by day or by night: its ground, what is not known, its lines, and shades from few to many, which one can tell apart in grey as well. */
export type Look = { ground: string; unknown: string; line: string; edge: string; point: string; shades: readonly string[] };
const looks: Record<"light" | "dark", Look> = {
  light: { ground: "#f8f9fa", unknown: "#f2f2f2", line: "#8595a0", edge: "#fff", point: "#5b6770", shades: ["#e3eef3", "#b3d3df", "#7ab0c4", "#42879f"] },
  dark: { ground: "#181c20", unknown: "#262b30", line: "#66737d", edge: "#dfe8ee", point: "#b4bec6", shades: ["#213740", "#2b5161", "#376f85", "#4b93ad"] },
};
export const lookOf = (dark: boolean) => looks[dark ? "dark" : "light"];

/** shadeOf is which of the shades a territory has; -1 where its rate is not known. */
export const shadeOf = (per100: number | undefined, most: number) => (per100 === undefined || most === 0 ? -1 : Math.min(shadeCount - 1, Math.floor((per100 / most) * shadeCount)));
export const colourOf = (look: Look, shade: number) => look.shades[shade] ?? look.unknown;

const shadeCount = 4;
const shadeLayers = [-1, 0, 1, 2, 3].map((shade) => ({ id: `territory${shade}`, shade }));
export const territoryLayers = shadeLayers.map((l) => l.id);

type Features = GeoJSON.FeatureCollection;
export const none: Features = { type: "FeatureCollection", features: [] };

export function style(look: Look): StyleSpecification {
  return {
    version: 8,
    transition: { duration: 0, delay: 0 },
    sources: {
      territories: { type: "geojson", data: none },
      employers: { type: "geojson", data: none },
      targets: { type: "geojson", data: none, cluster: true, clusterRadius: 36, clusterMaxZoom: 15 },
      here: { type: "geojson", data: none },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": look.ground } },
      // a layer a shade: what is one colour throughout changes at once, on paper too
      ...shadeLayers.map(({ id, shade }) => ({ id, type: "fill" as const, source: "territories", filter: ["==", ["get", "shade"], shade] as FilterSpecification, paint: { "fill-color": colourOf(look, shade) } })),
      { id: "border", type: "line", source: "territories", paint: { "line-color": look.line, "line-width": 1 } },
      { id: "employer", type: "circle", source: "employers", paint: { "circle-color": look.point, "circle-opacity": 0.35, "circle-radius": ["interpolate", ["linear"], ["get", "count"], 1, 2, 1000, 6, 20000, 12] } },
      { id: "cluster", type: "circle", source: "targets", filter: ["has", "point_count"], paint: { "circle-color": "#0b5c7a", "circle-stroke-color": look.edge, "circle-stroke-width": 1.5, "circle-radius": ["interpolate", ["linear"], ["get", "point_count"], 2, 8, 100, 15, 5000, 26] } },
      { id: "count", type: "symbol", source: "targets", filter: ["has", "point_count"], layout: { "text-field": ["get", "point_count_abbreviated"], "text-size": 11, "text-allow-overlap": true }, paint: { "text-color": "#fff" } },
      { id: "target", type: "circle", source: "targets", filter: ["!", ["has", "point_count"]], paint: { "circle-color": ["match", ["get", "state"], "proposed", "#0b5c7a", "accepted", "#2b8a3e", "deferred", "#b86e00", "#6b7680"], "circle-radius": 6, "circle-stroke-color": look.edge, "circle-stroke-width": 1.5 } },
      { id: "here", type: "circle", source: "here", paint: { "circle-color": "rgba(0,0,0,0)", "circle-radius": 12, "circle-stroke-color": "#b02a2a", "circle-stroke-width": 3 } },
    ],
  };
}

/** wear changes the look of a map that is drawn already. */
export function wear(map: MapLibre, look: Look) {
  map.setPaintProperty("ground", "background-color", look.ground);
  for (const { id, shade } of shadeLayers) map.setPaintProperty(id, "fill-color", colourOf(look, shade));
  map.setPaintProperty("border", "line-color", look.line);
  map.setPaintProperty("employer", "circle-color", look.point);
  for (const layer of ["cluster", "target"]) map.setPaintProperty(layer, "circle-stroke-color", look.edge);
}

export function outlinesOf(areas: Areas, rates: Places["rates"]): Features {
  const most = Math.max(...rates.map((r) => r.per100 ?? 0), 0);
  return {
    type: "FeatureCollection",
    features: areas.map((a) => ({
      type: "Feature",
      properties: { territory: a.territory, shade: shadeOf(rates.find((r) => r.territory === a.territory)?.per100, most) },
      geometry: { type: "Polygon", coordinates: (a.rings ?? []) as GeoJSON.Position[][] },
    })),
  };
}

export const pointsOf = (p: Places["points"]): Features => ({
  type: "FeatureCollection",
  features: p.id.map((id, i) => ({ type: "Feature", properties: { id, state: p.state[i] }, geometry: { type: "Point", coordinates: [p.lon[i] ?? 0, p.lat[i] ?? 0] } })),
});

const spot = 24; // pixels

/** crowdOf takes many places, longitude and latitude in turn, and gives those in view and a little around it: a point for each spot, with how many are there. */
export function crowdOf(pairs: Float32Array): (view: LngLatBounds, zoom: number) => Features {
  const many = pairs.length / 2;
  const xs = new Float64Array(many);
  const ys = new Float64Array(many);
  for (let i = 0; i < many; i++) {
    xs[i] = worldX(pairs[2 * i] ?? 0);
    ys[i] = worldY(pairs[2 * i + 1] ?? 0);
  }
  return (view, zoom) => {
    const size = spot / (512 * 2 ** zoom); // a map of zoom 0 is 512 pixels wide
    const [west, east, north, south] = [worldX(view.getWest()), worldX(view.getEast()), worldY(view.getNorth()), worldY(view.getSouth())];
    const [aside, above] = [(east - west) / 2, (south - north) / 2];
    const spots = new Map<number, { x: number; y: number; count: number }>();
    for (let i = 0; i < many; i++) {
      const x = xs[i] ?? 0;
      const y = ys[i] ?? 0;
      if (x < west - aside || x > east + aside || y < north - above || y > south + above) continue;
      const key = Math.floor(x / size) * 2 ** 24 + Math.floor(y / size);
      const at = spots.get(key);
      if (!at) spots.set(key, { x, y, count: 1 });
      else {
        at.count++;
        at.x += (x - at.x) / at.count;
        at.y += (y - at.y) / at.count;
      }
    }
    return {
      type: "FeatureCollection",
      features: [...spots.values()].map((p) => ({ type: "Feature", properties: { count: p.count }, geometry: { type: "Point", coordinates: [p.x * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * p.y))) * 180) / Math.PI] } })),
    };
  };
}

// Web Mercator, from nought to one.
const worldX = (lon: number) => (lon + 180) / 360;
const worldY = (lat: number) => 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);

/** boundsOf is what the map shows first: the targets, or the territories where there is none. */
export function boundsOf(areas: Areas, p: Places["points"], rates: Places["rates"]): LngLatBoundsLike | undefined {
  const seen = rates.filter((r) => r.targets > 0).map((r) => r.territory);
  const rings = areas.filter((a) => seen.includes(a.territory)).flatMap((a) => (a.rings ?? []).flat() as [number, number][]);
  const all = [...rings, ...p.id.map((_, i): [number, number] => [p.lon[i] ?? 0, p.lat[i] ?? 0])];
  if (all.length === 0) return undefined;
  const box = all.reduce((b, [x, y]) => [Math.min(b[0] ?? x, x), Math.min(b[1] ?? y, y), Math.max(b[2] ?? x, x), Math.max(b[3] ?? y, y)], [180, 90, -180, -90]);
  return box as [number, number, number, number];
}
