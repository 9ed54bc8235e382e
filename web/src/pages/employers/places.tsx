// Where the employer is and works: a small drawing that needs no map of others, with its table.
import { Stack, Text, Title } from "@mantine/core";
import { Twin, useInk } from "../../components/chart";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { useWords } from "../../lib/words";
import { useDrawings } from "./curves";

const wide = 420;
const high = 260;

export function Places({ id, purpose }: { id: string; purpose: string }) {
  const { t } = useSay();
  const { word } = useWords();
  const { date, number } = useFormat();
  const ink = useInk();
  const all = useDrawings(id, purpose).data?.places ?? [];
  if (all.length === 0) return null;
  const spots = gathered(all);
  const kinds = [...new Set(spots.map((s) => s.kind))];
  const at = placed(spots);
  return (
    <Stack gap="xs" component="section" aria-label={t("places.title")} maw={640}>
      <Title order={2}>{t("places.title")}</Title>
      <Text size="sm" c="dimmed">
        {t("places.how")}
      </Text>
      {spots.length > 0 && (
        <svg viewBox={`0 0 ${wide} ${high}`} className="surface" role="img" aria-label={t("places.drawn", { count: spots.length })} style={{ width: "100%" }}>
          {at.scale && (
            <g>
              <line x1={wide - 20 - at.scale.px} x2={wide - 20} y1={high - 16} y2={high - 16} stroke={ink.dim} strokeWidth={2} />
              <text x={wide - 20} y={high - 22} textAnchor="end" fontSize={11} fill={ink.dim}>
                {t("places.km", { km: number(at.scale.km) })}
              </text>
            </g>
          )}
          {spots.map((s, i) => {
            const p = at.of(s);
            const fill = ink.marks[kinds.indexOf(s.kind) % ink.marks.length];
            return (
              <g key={i}>
                <circle cx={p.x} cy={p.y} r={5 + Math.min(9, Math.sqrt(s.count) * 2)} fill={fill} fillOpacity={0.75} stroke={ink.surface} />
                <text x={p.x} y={p.y - 12} textAnchor="middle" fontSize={11} fill={ink.text}>
                  {s.place}
                  {s.count > 1 ? ` (${s.count})` : ""}
                </text>
              </g>
            );
          })}
          {kinds.map((k, i) => (
            <g key={k} transform={`translate(12 ${18 + i * 16})`}>
              <circle r={5} cy={-4} cx={5} fill={ink.marks[i % ink.marks.length]} />
              <text x={16} fontSize={11} fill={ink.text}>
                {word("place", k)}
              </text>
            </g>
          ))}
        </svg>
      )}
      <Twin
        label={t("places.title")}
        columns={[t("places.kind"), t("places.place"), t("places.from"), t("places.to"), t("findings.records")]}
        rows={all.map((p) => [word("place", p.kind), p.place, p.from ? date(p.from) : "", p.to ? date(p.to) : "", p.source])}
      />
    </Stack>
  );
}

type Spot = { place: string; kind: string; lat: number; lon: number; count: number };

/** gathered are the places that have coordinates, one for each place and kind. */
function gathered(all: { place: string; kind: string; lat?: number; lon?: number }[]): Spot[] {
  const by = new Map<string, Spot>();
  for (const p of all) {
    if (p.lat === undefined || p.lon === undefined) continue;
    const key = `${p.lat} ${p.lon} ${p.kind}`;
    const s = by.get(key) ?? { place: p.place, kind: p.kind, lat: p.lat, lon: p.lon, count: 0 };
    s.count++;
    by.set(key, s);
  }
  return [...by.values()];
}

/** placed lays coordinates out, as wide as a degree is at that latitude; several at one place stand beside each other. */
function placed(spots: Spot[]) {
  const lats = spots.map((s) => s.lat);
  const lons = spots.map((s) => s.lon);
  const middle = { lat: (Math.min(...lats) + Math.max(...lats)) / 2, lon: (Math.min(...lons) + Math.max(...lons)) / 2 };
  const squeeze = Math.cos((middle.lat * Math.PI) / 180);
  const span = Math.max((Math.max(...lats) - Math.min(...lats)) / (high - 90), ((Math.max(...lons) - Math.min(...lons)) * squeeze) / (wide - 140), 0.3 / wide);
  const kmPerPx = span * 111.2;
  const km = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((k) => k / kmPerPx > 50) ?? 1000;
  return {
    scale: Number.isFinite(kmPerPx) ? { km, px: km / kmPerPx } : undefined,
    of: (s: Spot) => {
      const beside = spots.filter((o) => o.lat === s.lat && o.lon === s.lon);
      return { x: wide / 2 + ((s.lon - middle.lon) * squeeze) / span + beside.indexOf(s) * 22 - (beside.length - 1) * 11, y: high / 2 + 8 - (s.lat - middle.lat) / span };
    },
  };
}
