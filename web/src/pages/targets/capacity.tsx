// What a territory can still take on stands beside its list.
import { Group, Progress, Text } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get } from "../../lib/server";
import { useUser } from "../../lib/session";
import type { TargetsSearch } from "../../lib/targets";
import { useCountry, useWords } from "../../lib/words";

/** most territories are shown; who looks at the whole country narrows the list first. */
const most = 3;

export function Capacity({ search }: { search: TargetsSearch }) {
  const { t } = useSay();
  const { word } = useWords();
  const { number } = useFormat();
  const me = useUser();
  const country = useCountry().data;
  const territories = search.territory?.split(",") ?? me.actor.territories ?? [];
  const few = territories.length <= most ? territories : [];
  const counts = useQueries({
    queries: few.flatMap((territory) =>
      ["accepted", "proposed"].map((state) => ({
        queryKey: ["targets", "count", territory, state],
        queryFn: () => get("/targets", { query: { territory, state, pageSize: 1 } }),
        select: (got: { total: number }) => got.total,
      })),
    ),
  });
  if (few.length === 0 || !country) return null;
  return (
    <Group gap="lg" role="group" aria-label={t("capacity.title")}>
      {few.map((territory, i) => {
        const room = Object.values(country.models).reduce((sum, m) => sum + (m.territories?.[territory] ?? m.capacity), 0);
        const taken = counts[2 * i]?.data;
        const left = counts[2 * i + 1]?.data;
        if (taken === undefined || left === undefined) return null;
        return (
          <div key={territory} style={{ minWidth: 220 }}>
            <Text size="sm">
              <b>{word("territory", territory)}</b> · {t("capacity.says", { taken: number(taken), room: number(room), left: number(left) })}
            </Text>
            <Progress value={room > 0 ? Math.min(100, (100 * taken) / room) : 0} mt={4} size="sm" aria-label={t("capacity.title")} color={taken > room ? "red" : undefined} />
          </div>
        );
      })}
    </Group>
  );
}
