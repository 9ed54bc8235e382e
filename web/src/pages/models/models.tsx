import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Mark } from "../../components/act";
import { Intervals } from "../../components/interval";
import { Empty, Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, type Got } from "../../lib/server";
import { useWords } from "../../lib/words";
import { useFigure } from "./figure";

/** Models lists what scores employers, each with what it finds and what to know before believing it. */
export function Models() {
  const { t } = useSay();
  const got = useQuery({ queryKey: ["models"], queryFn: ({ signal }) => get("/models", { signal }) });
  return (
    <Stack gap="md" maw={980}>
      <div>
        <Title order={1}>{t("models.title")}</Title>
        <Text c="dimmed">{t("models.lead")}</Text>
      </div>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : got.data.items.length === 0 ? <Empty title={t("models.none")} /> : (
        got.data.items.map((m) => <Model key={m.id} m={m} />)
      )}
    </Stack>
  );
}

function Model({ m }: { m: Got<"/models">["items"][number] }) {
  const { t, text } = useSay();
  const { own } = useWords();
  const { percent } = useFormat();
  const said = useFigure();
  const e = m.evaluation;
  const warnings = e?.warnings?.length ?? 0;
  const tenth = e?.precisionAtTop10Percent;
  return (
    <Stack component="article" className="surface" p="md" gap="xs" aria-label={text(m.title) || m.id}>
      <Group gap="sm">
        <Title order={2}><Anchor component={Link} to="/models/$id" params={{ id: m.id } as never} inherit>{text(m.title) || m.id}</Anchor></Title>
        {e ? <Mark tone={warnings > 0 ? "soon" : "good"}>{t("models.warnings", { count: warnings })}</Mark> : <Mark>{t("models.never")}</Mark>}
        {e && <Mark tone="house">{t("models.uses", { scorer: own("scorer", e.chosen) })}</Mark>}
        <Text size="sm" c="dimmed">{t("models.measured", { count: m.measured })}</Text>
      </Group>
      <Text size="sm" maw="72ch" className="hostile">{text(m.meaning)}</Text>
      {e && tenth && (
        <div>
          <Text size="sm" c="dimmed">{t("models.tenth")}</Text>
          <Intervals lines={[{ key: "p", label: t("models.base", { share: percent(e.test.baseRate) }), figure: tenth, says: said("precisionAtTop10Percent", tenth), strong: true }]} least={0} most={1} mark={e.test.baseRate} />
        </div>
      )}
    </Stack>
  );
}
