// Find an employer by name or number.
import { Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { Empty, Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useKeys } from "../../lib/keys";
import { useSay } from "../../lib/language";
import { get } from "../../lib/server";
import { may, useUser } from "../../lib/session";
import { useWords } from "../../lib/words";

const route = getRouteApi("/employers");

export function Employers() {
  const { t } = useSay();
  const { number } = useFormat();
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const veiled = !may(useUser(), "employer.name");
  const [words, setWords] = useState(q ?? "");
  useEffect(() => setWords(q ?? ""), [q]);
  const field = useRef<HTMLInputElement>(null);
  const later = useDebouncedCallback((to: string) => void navigate({ search: { q: to || undefined }, replace: true }), 300);
  useKeys({ "/": () => field.current?.focus() });
  const enough = (q?.trim().length ?? 0) >= 2;
  const found = useQuery({
    queryKey: ["employers", q],
    queryFn: ({ signal }) => get("/employers", { query: { q: q?.trim() ?? "", pageSize: 50 }, signal }),
    enabled: enough && !veiled,
    placeholderData: keepPreviousData,
  });
  if (veiled) {
    return (
      <Stack>
        <Title order={1}>{t("employers.title")}</Title>
        <div className="surface">
          <Empty title={t("employers.veiled")}>{t("employers.veiledHow")}</Empty>
        </div>
      </Stack>
    );
  }
  return (
    <Stack>
      <Title order={1}>{t("employers.title")}</Title>
      <TextInput
        ref={field}
        type="search"
        label={t("employers.search")}
        description={t("employers.searchHow")}
        maw={420}
        maxLength={200}
        autoFocus
        value={words}
        onChange={(e) => {
          setWords(e.currentTarget.value);
          later(e.currentTarget.value);
        }}
      />
      {!enough ? null : found.isError ? (
        <Trouble error={found.error} again={() => void found.refetch()} />
      ) : found.isPending ? (
        <Loading />
      ) : found.data.items.length === 0 ? (
        <div className="surface">
          <Empty title={t("employers.none")}>{t("employers.noneHow")}</Empty>
        </div>
      ) : (
        <>
          <Text size="sm" c="dimmed" aria-live="polite">
            {t("employers.count", { count: found.data.total, shown: number(found.data.total) })}
          </Text>
          <Found items={found.data.items} />
        </>
      )}
    </Stack>
  );
}

function Found({ items }: { items: { id: string; name: string; sector?: string; territory?: string; startedOn?: string; endedOn?: string }[] }) {
  const { t } = useSay();
  const { word } = useWords();
  const { date } = useFormat();
  return (
    <Table.ScrollContainer minWidth={480} className="surface">
      <Table verticalSpacing="xs" highlightOnHover aria-label={t("employers.title")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("column.who")}</Table.Th>
            <Table.Th>{t("column.sector")}</Table.Th>
            <Table.Th>{t("column.territory")}</Table.Th>
            <Table.Th>{t("dossier.started")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((x) => (
            <Table.Tr key={x.id}>
              <Table.Td className="hostile">
                <Link to="/employers/$id" params={{ id: x.id }}>
                  {x.name || x.id}
                </Link>
                <Text size="xs" c="dimmed">
                  {x.id}
                </Text>
              </Table.Td>
              <Table.Td>{word("sector", x.sector)}</Table.Td>
              <Table.Td>{word("territory", x.territory)}</Table.Td>
              <Table.Td>
                {date(x.startedOn)}
                {x.endedOn && <Text size="xs">{t("dossier.ended", { date: date(x.endedOn) })}</Text>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
