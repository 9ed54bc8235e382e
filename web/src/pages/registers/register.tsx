import { Anchor, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Mark } from "../../components/act";
import { Numbers } from "../../components/interval";
import { Facts, Section, Wide } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, type Got } from "../../lib/server";
import { may, useUser } from "../../lib/session";
import { useWords } from "../../lib/words";
import { Rejects } from "./rejects";

const route = getRouteApi("/registers/$id");

type Thing = Got<"/registers/{id}">;

/** Register is the page of one: its terms, its extracts, what was not taken, and what linking may have got wrong. */
export function Register() {
  const { t } = useSay();
  const { id } = route.useParams();
  const got = useQuery({ queryKey: ["registers", id], queryFn: ({ signal }) => get("/registers/{id}", { id, signal }) });
  return (
    <Stack gap="md" maw={1080}>
      <Anchor component={Link} to="/registers" size="sm">{`← ${t("register.back")}`}</Anchor>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : <Page r={got.data} />}
    </Stack>
  );
}

function Page({ r }: { r: Thing }) {
  const { t, text } = useSay();
  const { word } = useWords();
  const { number, percent, list, date } = useFormat();
  const me = useUser();
  const l = r.loaded;
  return (
    <>
      <Title order={1} className="hostile">{text(r.title) || r.id}</Title>
      <Section title={t("register.terms")}>
        <Facts facts={[[t("register.legal"), r.legalBasis], [t("register.purposes"), list(r.purposes.map((p) => word("purpose", p)))], [t("register.retention"), r.retention]]} />
      </Section>
      <Section title={t("register.whole")}>
        {!l ? <Text c="dimmed">{t("registers.never")}</Text> : (
          <Numbers
            items={[
              [t("registers.newest"), date(l.extractOn)],
              [t("registers.taken"), l.taken === undefined ? "–" : percent(l.taken)],
              [t("register.rows"), number(l.rows)],
              [t("register.added"), number(l.added)],
              [t("register.corrected"), number(l.corrected)],
              [t("register.unchanged"), number(l.unchanged)],
              [t("register.repeated"), number(l.repeatedRows)],
              [t("register.rejectedRows"), number(l.rejectedRows)],
              [t("register.waiting"), number(l.waitingExtracts)],
            ]}
          />
        )}
      </Section>
      {may(me, "register.rejects") && <Rejects id={r.id} count={l?.rejectedRows ?? 0} />}
      <Extracts r={r} />
      <Linkage r={r} />
    </>
  );
}

function Extracts({ r }: { r: Thing }) {
  const { t } = useSay();
  const { own } = useWords();
  const { date, number } = useFormat();
  return (
    <Section title={t("register.extracts")}>
      {r.extracts.length === 0 ? <Text c="dimmed">{t("register.noExtracts")}</Text> : (
        <Wide least={620} name={t("register.extracts")}>
          <Table>
            <Table.Thead>
              <Table.Tr><Table.Th scope="col">{t("register.file")}</Table.Th><Table.Th scope="col">{t("register.of")}</Table.Th><Table.Th scope="col">{t("register.status")}</Table.Th><Table.Th scope="col" ta="right">{t("register.rows")}</Table.Th><Table.Th scope="col" ta="right">{t("register.rejectedRows")}</Table.Th></Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {r.extracts.map((x, n) => (
                <Table.Tr key={n}>
                  <Table.Th scope="row" fw={500} className="hostile">{x.file}</Table.Th>
                  <Table.Td>{date(x.extractOn)}</Table.Td>
                  <Table.Td><Mark tone={x.status === "loaded" ? "good" : x.status === "refused" ? "late" : "soon"}>{own("extractStatus", x.status)}</Mark>{x.why && <Text size="xs" className="hostile">{x.why}</Text>}</Table.Td>
                  <Table.Td ta="right">{number(x.rows)}</Table.Td>
                  <Table.Td ta="right">{number(x.rejectedRows)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Wide>
      )}
    </Section>
  );
}

function Linkage({ r }: { r: Thing }) {
  const { t } = useSay();
  const { number, percent } = useFormat();
  return (
    <Section title={t("register.linkage")}>
      {r.linkage.length === 0 ? <Text c="dimmed">{t("register.noLinkage")}</Text> : (
        <Wide least={560} name={t("register.linkage")}>
          <Table>
            <Table.Thead>
              <Table.Tr><Table.Th scope="col">{t("register.match")}</Table.Th><Table.Th scope="col" ta="right">{t("register.records")}</Table.Th><Table.Th scope="col" ta="right">{t("register.linked")}</Table.Th><Table.Th scope="col" ta="right">{t("register.false")}</Table.Th><Table.Th scope="col" ta="right">{t("register.missed")}</Table.Th><Table.Th scope="col" ta="right">{t("register.complete")}</Table.Th></Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {r.linkage.map((x) => (
                <Table.Tr key={x.match}>
                  <Table.Th scope="row" fw={500}>{x.match}</Table.Th>
                  <Table.Td ta="right">{number(x.records)}</Table.Td>
                  <Table.Td ta="right">{number(x.linked)}</Table.Td>
                  <Table.Td ta="right">{number(x.expectedFalse)}</Table.Td>
                  <Table.Td ta="right">{number(x.expectedMissed)}</Table.Td>
                  <Table.Td ta="right">{percent(x.completeness)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Wide>
      )}
    </Section>
  );
}
