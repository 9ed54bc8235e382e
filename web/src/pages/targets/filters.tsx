import { Anchor, Button, CloseButton, Group, MultiSelect, Pill, Popover, SimpleGrid, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useState } from "react";
import { useSay } from "../../lib/language";
import { exportTargets, get, printTargets } from "../../lib/server";
import { may, sees, useUser } from "../../lib/session";
import { asked, type Filter, filters, type TargetsSearch } from "../../lib/targets";
import { usePeople } from "../../lib/work";
import { useCountry, useLists, useWords } from "../../lib/words";
import { Views } from "./views";

type Props = { search: TargetsSearch; narrow: (s: Partial<TargetsSearch>) => void };

/** useNames says the values of filters, and which there are. */
function useNames() {
  const { own, word, model } = useWords();
  const country = useCountry().data;
  const lists = useLists().data;
  const me = useUser();
  const phenomena = useQuery({ queryKey: ["phenomena", "names"], queryFn: () => get("/phenomena", { query: { pageSize: 1000 } }), staleTime: 5 * 60_000, enabled: sees(me, "phenomenon") });
  const people = usePeople("target.accept");
  const name = (f: Filter, id: string): string => {
    switch (f) {
      case "state":
      case "channel":
        return own(f, id);
      case "model":
        return id === "indicator" ? own("model", id) : model(id);
      case "assignedTo":
        return people.find((u) => u.value === id)?.label ?? id;
      case "phenomenon":
        return phenomena.data?.items.find((p) => p.id === id)?.title ?? id;
      default:
        return word(f, id);
    }
  };
  const of: Record<Filter, string[]> = {
    state: ["proposed", "accepted", "deferred", "declined", "visited", "expired"],
    territory: lists?.territories ?? [],
    sector: lists?.sectors ?? [],
    model: [...Object.keys(country?.models ?? {}), "indicator"],
    channel: ["ranked", "near", "random", "estimate"],
    directorate: (lists?.directorates ?? []).map((d) => d.id),
    assignedTo: people.map((u) => u.value),
    phenomenon: (phenomena.data?.items ?? []).map((p) => p.id),
  };
  return { name, of };
}

/** Filters is where one searches, narrows, and takes the list along. */
export function Filters({ search, narrow, field }: Props & { field: RefObject<HTMLInputElement | null> }) {
  const { t } = useSay();
  const veiled = !may(useUser(), "target.name");
  const [words, setWords] = useState(search.q ?? "");
  useEffect(() => setWords(search.q ?? ""), [search.q]);
  const later = useDebouncedCallback((q: string) => narrow({ q: q || undefined }), 300);
  return (
    <Group gap="xs" align="flex-end">
      {!veiled && (
        <TextInput
          ref={field}
          type="search"
          aria-label={t("targets.search")}
          placeholder={t("targets.search")}
          w={{ base: "100%", xs: 280 }}
          maxLength={200}
          value={words}
          onChange={(e) => {
            setWords(e.currentTarget.value);
            later(e.currentTarget.value);
          }}
          onKeyDown={(e) => e.key === "Escape" && e.currentTarget.blur()}
          rightSection={words ? <CloseButton size="sm" aria-label={t("clear")} onClick={() => { setWords(""); narrow({ q: undefined }); }} /> : undefined}
        />
      )}
      <Narrowing search={search} narrow={narrow} />
      <Columns search={search} narrow={narrow} />
      <Button component="a" variant="default" href={exportTargets(asked(search))} download>
        {t("targets.csv")}
      </Button>
      <Button component="a" variant="default" href={printTargets(asked(search))} download>
        {t("targets.pdf")}
      </Button>
      <Views search={search} />
      <Button variant={search.map ? "light" : "default"} aria-pressed={!!search.map} onClick={() => narrow({ map: search.map ? undefined : true, page: search.page })}>
        {t("targets.map")}
      </Button>
    </Group>
  );
}

function Narrowing({ search, narrow }: Props) {
  const { t } = useSay();
  const { name, of } = useNames();
  return (
    <Popover position="bottom-start" width={560} trapFocus withinPortal>
      <Popover.Target>
        <Button variant="default">{t("filter.title")}</Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("filter.title")} maw="94vw">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {filters.map((f) => (
            <MultiSelect
              key={f}
              label={t(`filter.${f}`)}
              data={of[f].map((id) => ({ value: id, label: name(f, id) }))}
              value={search[f]?.split(",") ?? []}
              onChange={(v) => narrow({ [f]: v.join(",") || undefined })}
              searchable
              clearable
              clearButtonProps={{ "aria-label": t("clear") }}
              comboboxProps={{ withinPortal: false }}
              nothingFoundMessage={t("nothingFound")}
            />
          ))}
        </SimpleGrid>
      </Popover.Dropdown>
    </Popover>
  );
}

/** choosable are the columns beside who it is. */
export const choosable = ["rank", "why", "sector", "territory", "model", "channel", "fresh", "state", "assigned"] as const;
export type Column = (typeof choosable)[number];
const usual: Column[] = ["rank", "why", "sector", "territory", "channel", "fresh", "state"];
const besideMap: Column[] = ["rank", "why", "state"];
export const columnsOf = (s: TargetsSearch): Column[] => (s.cols ? choosable.filter((c) => s.cols?.split(",").includes(c)) : s.map ? besideMap : usual);

function Columns({ search, narrow }: Props) {
  const { t } = useSay();
  return (
    <Popover position="bottom-start" width={320} trapFocus withinPortal>
      <Popover.Target>
        <Button variant="default" visibleFrom="sm">
          {t("column.title")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <MultiSelect
          label={t("column.shown")}
          data={choosable.map((c) => ({ value: c, label: t(`column.${c}`) }))}
          value={columnsOf(search)}
          onChange={(v) => narrow({ cols: v.join(",") || undefined })}
          comboboxProps={{ withinPortal: false }}
        />
        <Anchor component="button" type="button" size="sm" mt="xs" onClick={() => narrow({ cols: undefined })}>
          {t("column.usual")}
        </Anchor>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Chips shows by what the list is narrowed; each is taken off by a click. */
export function Chips({ search, narrow }: Props) {
  const { t } = useSay();
  const { name } = useNames();
  const set = filters.flatMap((f) => (search[f]?.split(",") ?? []).map((id) => ({ f, id })));
  if (set.length === 0 && !search.q) return null;
  const off = (f: Filter, id: string) => narrow({ [f]: search[f]?.split(",").filter((x) => x !== id).join(",") || undefined });
  return (
    <Group gap={6} role="group" aria-label={t("filter.set")}>
      {search.q && (
        <Pill withRemoveButton size="md" onRemove={() => narrow({ q: undefined })} removeButtonProps={{ "aria-label": t("filter.off", { name: search.q }), tabIndex: 0, "aria-hidden": false }}>
          “{search.q}”
        </Pill>
      )}
      {set.map(({ f, id }) => (
        <Pill key={f + id} withRemoveButton size="md" onRemove={() => off(f, id)} removeButtonProps={{ "aria-label": t("filter.off", { name: name(f, id) }), tabIndex: 0, "aria-hidden": false }}>
          {t(`filter.${f}`)}: {name(f, id)}
        </Pill>
      ))}
      {set.length + (search.q ? 1 : 0) > 1 && (
        <Anchor component="button" type="button" size="sm" onClick={() => narrow({ q: undefined, ...Object.fromEntries(filters.map((f) => [f, undefined])) })}>
          {t("filter.none")}
        </Anchor>
      )}
    </Group>
  );
}
