// What each territory can still take on stands beside its list.
import { Group, Progress, SimpleGrid, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get } from "../../lib/server";
import { useUser } from "../../lib/session";
import type { TargetsSearch } from "../../lib/targets";
import { useCountry, useWords } from "../../lib/words";

/** few are shown at once; more stand behind one line. */
const few = 3;

export function Capacity({ search }: { search: TargetsSearch }) {
  const { t } = useSay();
  const me = useUser();
  const country = useCountry().data;
  const counts = useQuery({ queryKey: ["targets", "capacity"], queryFn: () => get("/targets/capacity") });
  if (!counts.data || !country) return null;
  const own = search.territory?.split(",") ?? (me.actor.territories?.length ? me.actor.territories : undefined);
  const shown = counts.data.items.filter((x) => !own || own.includes(x.territory));
  const bars = shown.map((x) => <Bar key={x.territory} {...x} room={Object.values(country.models).reduce((sum, m) => sum + (m.territories?.[x.territory] ?? m.capacity), 0)} />);
  if (shown.length === 0) return null;
  if (shown.length <= few) return <Group gap="lg" role="group" aria-label={t("capacity.title")}>{bars}</Group>;
  return (
    <details>
      <summary>
        <Text span size="sm">{t("capacity.all", { count: shown.length })}</Text>
      </summary>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} mt="xs" spacing="md">{bars}</SimpleGrid>
    </details>
  );
}

function Bar({ territory, accepted, proposed, room }: { territory: string; accepted: number; proposed: number; room: number }) {
  const { t } = useSay();
  const { word } = useWords();
  const { number } = useFormat();
  return (
    <div style={{ minWidth: 220 }}>
      <Text size="sm">
        <b>{word("territory", territory)}</b> · {t("capacity.says", { taken: number(accepted), room: number(room), left: number(proposed) })}
      </Text>
      <Progress value={room > 0 ? Math.min(100, (100 * accepted) / room) : 0} mt={4} size="sm" aria-label={`${t("capacity.title")}: ${word("territory", territory)}`} color={accepted > room ? "red" : undefined} />
    </div>
  );
}
