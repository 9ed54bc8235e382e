// The reasons of a target beside the list.
import { Button, Drawer, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Reasons } from "../../components/reasons";
import { Loading, Trouble } from "../../components/states";
import { Channel, Freshness, TargetState } from "../../components/target";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get } from "../../lib/server";
import { decisions, type TargetFile, type Verb } from "../../lib/targets";
import { useWords } from "../../lib/words";

export function Preview({ id, close, decide }: { id?: string; close: () => void; decide: (v: Verb, f: TargetFile) => void }) {
  const { t } = useSay();
  const file = useQuery({ queryKey: ["targets", "one", id], queryFn: () => get("/targets/{id}", { id: id ?? "" }), enabled: !!id });
  return (
    <Drawer
      opened={!!id}
      onClose={close}
      position="right"
      size="lg"
      withOverlay={false}
      trapFocus={false}
      lockScroll={false}
      closeOnClickOutside={false}
      title={file.data ? <Text fw={700} className="hostile" lineClamp={3}>{file.data.target.name || file.data.target.entity}</Text> : t("loading")}
      closeButtonProps={{ "aria-label": t("close") }}
      styles={{ content: { borderLeft: "1px solid var(--mantine-color-default-border)" } }}
    >
      {file.isError ? <Trouble error={file.error} again={() => void file.refetch()} /> : file.data ? <Inside file={file.data as TargetFile} decide={decide} /> : <Loading />}
    </Drawer>
  );
}

function Inside({ file, decide }: { file: TargetFile; decide: (v: Verb, f: TargetFile) => void }) {
  const { t } = useSay();
  const { word, model, decision, own } = useWords();
  const { date, number, percent } = useFormat();
  const x = file.target;
  return (
    <Stack gap="md">
      <Group gap="xs">
        <TargetState state={file.state} />
        <Text size="sm" c="dimmed">
          {x.entity} · {word("sector", x.sector)} · {word("territory", x.territory)}
        </Text>
      </Group>
      <Group gap="xs">
        <Button size="xs" component={Link} to={`/employers/${x.entity}`} search={{ target: file.id } as never} variant="default">
          {t("preview.dossier")}
        </Button>
        {decisions(file).map((v) => (
          <Button key={v} size="xs" variant={v === "accept" ? "filled" : "default"} onClick={() => decide(v, file)}>
            {t(`decide.${v}`)}…
          </Button>
        ))}
      </Group>
      <dl className="facts">
        <dt>{t("column.model")}</dt>
        <dd>{x.model === "indicator" ? own("model", "indicator") : model(x.model)}</dd>
        <dt>{t("column.channel")}</dt>
        <dd><Channel channel={x.channel} /></dd>
        {x.rank > 0 && (
          <>
            <dt>{t("column.rank")}</dt>
            <dd>{t("preview.rank", { rank: number(x.rank), of: number(x.eligible) })}</dd>
            <dt>{t("preview.score")}</dt>
            <dd>
              {percent(x.score)} <Text span size="xs" c="dimmed">{t("preview.noVerdict")}</Text>
            </dd>
          </>
        )}
        <dt>{t("column.fresh")}</dt>
        <dd><Freshness file={file} /></dd>
        {file.reason && (
          <>
            <dt>{t("decide.reason")}</dt>
            <dd>{decision(file.reason)}</dd>
          </>
        )}
        {file.state === "deferred" && file.until && (
          <>
            <dt>{t("decide.until")}</dt>
            <dd>{date(file.until)}</dd>
          </>
        )}
        {file.note && (
          <>
            <dt>{t("decide.note")}</dt>
            <dd className="hostile">{file.note}</dd>
          </>
        )}
      </dl>
      <Reasons reasons={x.reasons ?? []} />
    </Stack>
  );
}
