// The map beside the list: the territories by how many targets for each 100 employers, the targets in clusters, and all employers behind them
// where one asks for it. It is drawn from our own data; nothing is fetched from elsewhere.
import { Anchor, Button, Checkbox, Group, Stack, Table, Text, useComputedColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type GeoJSONSource, Map as MapLibre, NavigationControl, Popup, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { useEffect, useRef, useState } from "react";
import { Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { employersMap, get } from "../../lib/server";
import { asked, type TargetsSearch } from "../../lib/targets";
import { useWords } from "../../lib/words";
import { boundsOf, colourOf, crowdOf, lookOf, none, outlinesOf, pointsOf, shadeOf, style, territoryLayers, wear } from "./mapstyle";
import type { Selection } from "./selection";

setWorkerUrl(worker);

type Props = { search: TargetsSearch; narrow: (s: Partial<TargetsSearch>) => void; chosen: Selection; at?: string; open: (id: string) => void };

export function TargetMap({ search, narrow, chosen, at, open }: Props) {
  const { t } = useSay();
  const { word } = useWords();
  const { number } = useFormat();
  const [everyone, setEveryone] = useState(false);
  const query = { ...asked(search), sort: undefined };
  const filter = JSON.stringify(query);
  const places = useQuery({ queryKey: ["targets", "map", query], queryFn: ({ signal }) => get("/targets/map", { query, signal }) });
  const outlines = useQuery({ queryKey: ["boundaries"], queryFn: () => get("/boundaries"), staleTime: Infinity });
  const employers = useQuery({ queryKey: ["employers", "map"], queryFn: ({ signal }) => employersMap(signal), staleTime: Infinity, enabled: everyone });
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre>();
  const [placed, setPlaced] = useState(false); // all employers
  const [inView, setInView] = useState<number[]>([]);
  const look = lookOf(useComputedColorScheme("light") === "dark");
  const latest = useRef({ open, narrow, look, data: places.data });
  latest.current = { open, narrow, look, data: places.data };
  const shown = useRef("");

  useEffect(() => {
    if (!box.current) return;
    const made = new MapLibre({ container: box.current, style: style(latest.current.look), attributionControl: false, dragRotate: false, pitchWithRotate: false, fadeDuration: 0, maxZoom: 16 });
    made.addControl(new NavigationControl({ showCompass: false }));
    made.touchZoomRotate.disableRotation();
    const popup = new Popup({ closeButton: false, maxWidth: "280px" });
    made.on("load", () => setMap(made));
    made.on("click", "target", (e) => {
      const id = String(e.features?.[0]?.properties.id ?? "");
      latest.current.open(id);
      popup.setLngLat(e.lngLat).setText("…").addTo(made);
      get("/targets/{id}", { id }).then((x) => popup.setText((x.target.name || x.target.entity).slice(0, 120)), () => popup.remove());
    });
    made.on("click", "cluster", (e) => {
      const f = e.features?.[0];
      if (!f) return;
      const source = made.getSource<GeoJSONSource>("targets");
      void source?.getClusterExpansionZoom(Number(f.properties.cluster_id)).then((zoom) => {
        if (zoom <= made.getMaxZoom()) made.easeTo({ center: e.lngLat, zoom: Math.min(zoom + 0.5, made.getMaxZoom()) });
      });
    });
    made.on("click", territoryLayers, (e) => {
      if (made.queryRenderedFeatures(e.point, { layers: ["target", "cluster"] }).length > 0) return;
      const id = e.features?.[0]?.properties.territory as string | undefined;
      if (id) latest.current.narrow({ territory: id });
    });
    for (const layer of ["target", "cluster"]) {
      made.on("mouseenter", layer, () => (made.getCanvas().style.cursor = "pointer"));
      made.on("mouseleave", layer, () => (made.getCanvas().style.cursor = ""));
    }
    const count = () => {
      const p = latest.current.data?.points;
      const b = made.getBounds();
      setInView(p ? p.id.flatMap((_, i) => (b.contains([p.lon[i] ?? 0, p.lat[i] ?? 0]) ? [i] : [])) : []);
    };
    made.on("moveend", count);
    made.on("data", (e) => "sourceId" in e && e.sourceId === "targets" && count());
    const redraw = () => made.redraw(); // what is drawn by the graphics card is kept for a picture's time only
    addEventListener("beforeprint", redraw);
    return () => {
      removeEventListener("beforeprint", redraw);
      made.remove();
    };
  }, []);

  useEffect(() => {
    if (!map || !outlines.data || !places.data) return;
    map.getSource<GeoJSONSource>("territories")?.setData(outlinesOf(outlines.data.areas ?? [], places.data.rates));
  }, [map, outlines.data, places.data]);
  useEffect(() => {
    if (!map) return;
    wear(map, look);
    map.redraw(); // at once: it may be for paper
  }, [map, look]);
  useEffect(() => {
    if (!map || !places.data) return;
    map.getSource<GeoJSONSource>("targets")?.setData(pointsOf(places.data.points));
  }, [map, places.data]);
  // the map moves to what another filter lets through, and stays where it is when a decision has changed what is on it
  useEffect(() => {
    if (!map || !outlines.data || !places.data || shown.current === filter) return;
    const all = boundsOf(outlines.data.areas ?? [], places.data.points, places.data.rates);
    if (all) map.fitBounds(all, { padding: 16, animate: false, maxZoom: 11 });
    shown.current = filter;
  }, [map, filter, outlines.data, places.data]);
  useEffect(() => {
    if (!map) return;
    const crowd = everyone && employers.data ? crowdOf(employers.data) : undefined;
    const place = () => void map.getSource<GeoJSONSource>("employers")?.setData(crowd?.(map.getBounds(), map.getZoom()) ?? none).then(() => setPlaced(!!crowd));
    place();
    map.on("moveend", place);
    return () => void map.off("moveend", place);
  }, [map, everyone, employers.data]);
  useEffect(() => {
    if (!map) return;
    const p = latest.current.data?.points;
    const i = at && p ? p.id.indexOf(at) : -1;
    const to = p && i >= 0 ? ([p.lon[i] ?? 0, p.lat[i] ?? 0] as [number, number]) : undefined;
    map.getSource<GeoJSONSource>("here")?.setData({ type: "FeatureCollection", features: to ? [{ type: "Feature", properties: { id: at }, geometry: { type: "Point", coordinates: to } }] : [] });
    if (to && !map.getBounds().contains(to)) map.easeTo({ center: to });
  }, [map, at, places.data]);

  const error = places.error ?? outlines.error ?? employers.error;
  const got = places.data;
  const outlined = (outlines.data?.areas ?? []).length > 0;
  const most = Math.max(...(got?.rates ?? []).map((r) => r.per100 ?? 0), 0);
  return (
    <Stack gap="xs" className="surface" p="xs">
      {error && <Trouble error={error} again={() => { void places.refetch(); void outlines.refetch(); }} />}
      <div ref={box} className="map" role="region" aria-label={t("map.title")} aria-busy={!map || places.isPending || (placed !== everyone && !employers.error)} data-drawn={map && got ? got.points.id.length : undefined} />
      <Group justify="space-between" gap="xs">
        {outlined && most > 0 && (
          <Group gap={6}>
            <Text size="xs">{t("map.rate")}</Text>
            {look.shades.map((c, i) => (
              <Group key={c} gap={3} wrap="nowrap">
                <span aria-hidden style={{ width: 12, height: 12, background: c, border: "1px solid var(--line)" }} />
                <Text size="xs">≤ {number(Math.round((10 * most * (i + 1)) / look.shades.length) / 10)}</Text>
              </Group>
            ))}
          </Group>
        )}
        <Checkbox size="xs" label={t("map.employers")} checked={everyone} onChange={(e) => setEveryone(e.currentTarget.checked)} />
      </Group>
      {got && inView.length > 0 && (
        <Button size="xs" variant="default" onClick={() => chosen.choose(inView.map((i) => ({ id: got.points.id[i] ?? "", version: got.points.version[i] ?? 0 })))}>
          {t("map.choose", { count: inView.length })}
        </Button>
      )}
      {got && got.unplaced > 0 && <Text size="xs" c="dimmed">{t("map.unplaced", { count: got.unplaced })}</Text>}
      {got && got.veiled > 0 && <Text size="xs">{t("map.veiled")}</Text>}
      <details>
        <summary>
          <Text span size="sm">{t("map.table")}</Text>
        </summary>
        <Table aria-label={t("map.rate")} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("filter.territory")}</Table.Th>
              <Table.Th ta="right">{t("map.targets")}</Table.Th>
              <Table.Th ta="right">{t("map.of")}</Table.Th>
              <Table.Th ta="right">{t("map.per100")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {got?.rates.map((r) => (
              <Table.Tr key={r.territory}>
                <Table.Th scope="row" fw={400}>
                  <span aria-hidden style={{ display: "inline-block", width: 10, height: 10, marginRight: 6, background: colourOf(look, shadeOf(r.per100, most)), border: "1px solid var(--line)" }} />
                  <Anchor component="button" type="button" size="sm" onClick={() => narrow({ territory: r.territory })}>{word("territory", r.territory)}</Anchor>
                </Table.Th>
                <Table.Td ta="right">{number(r.targets)}</Table.Td>
                <Table.Td ta="right">{number(r.employers)}</Table.Td>
                <Table.Td ta="right">{r.per100 === undefined ? t("notAvailable") : number(r.per100)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {outlines.data?.source && <Text size="xs" c="dimmed" mt={4}>{t("map.outlines", { source: outlines.data.source, licence: outlines.data.licence })}</Text>}
      </details>
    </Stack>
  );
}
