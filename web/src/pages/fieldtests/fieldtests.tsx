import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Mark, type Tone } from "../../components/act";
import { Empty, Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get } from "../../lib/server";
import { useNames } from "../../lib/work";
import { useWords } from "../../lib/words";
import { tested, type FieldTest } from "./tested";

const tones: Record<string, Tone> = { running: "house", frozen: "soon", planned: "calm", decided: "good", stopped: "late" };

/** FieldTests lists what is tried on real visits, the newest first. */
export function FieldTests() {
  const { t } = useSay();
  const got = useQuery({ queryKey: ["field-tests"], queryFn: ({ signal }) => get("/field-tests", { query: { pageSize: 200 }, signal }) });
  return (
    <Stack gap="md" maw={980}>
      <div>
        <Title order={1}>{t("trials.title")}</Title>
        <Text c="dimmed" maw="72ch">{t("trials.lead")}</Text>
      </div>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : got.data.items.length === 0 ? <Empty title={t("trials.none")} /> : got.data.items.map((f) => <One key={f.id} f={f} />)}
    </Stack>
  );
}

function One({ f }: { f: FieldTest }) {
  const { t } = useSay();
  const { phenomenon } = useNames();
  const words = useWords();
  const { date, list } = useFormat();
  return (
    <Stack component="article" className="surface" p="md" gap={6}>
      <Group justify="space-between" align="flex-start">
        <Title order={2} className="hostile"><Anchor component={Link} to="/field-tests/$id" params={{ id: f.id } as never} inherit>{f.title}</Anchor></Title>
        <StateOf f={f} />
      </Group>
      <Text size="sm" className="hostile">{[phenomenon(f.phenomenon), tested(f, words)].join(" · ")}</Text>
      <Text size="sm" c="dimmed" className="hostile">{[t("trials.from", { date: date(f.startOn) }), list((f.territories ?? []).map((x) => words.word("territory", x)))].join(" · ")}</Text>
    </Stack>
  );
}

/** StateOf is how far a test is, and once it was decided, which way. */
export function StateOf({ f }: { f: FieldTest }) {
  const { t } = useSay();
  const { own } = useWords();
  if (f.state === "decided") return <Mark tone={f.decision?.opens ? "good" : "late"}>{t(f.decision?.opens ? "trial.open" : "trial.shut")}</Mark>;
  return <Mark tone={tones[f.state] ?? "calm"}>{own("trialState", f.state)}</Mark>;
}
