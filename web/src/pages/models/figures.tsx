import { Select, Stack, Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { Facts, Section } from "../../components/section";
import { Intervals } from "../../components/interval";
import { useSay } from "../../lib/language";
import { useWords } from "../../lib/words";
import { Warnings } from "./card";
import { chance, type Evaluation, figureOf, figuresOf, useFigure } from "./figure";

const route = getRouteApi("/models/$id");

/** Figures holds the learner against what is simpler, one figure at a time, and lists all others of the learner. */
export function Figures({ e }: { e?: Evaluation }) {
  const { t } = useSay();
  const { own } = useWords();
  const said = useFigure();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  if (!e) return <Warnings e={e} />;
  const scorers = [e, ...(e.baselines ?? [])];
  const names = [...new Set(scorers.flatMap(figuresOf))].filter((n) => n !== "brier");
  const name = search.figure && names.includes(search.figure) ? search.figure : (names.includes("aucWithinGroups") ? "aucWithinGroups" : (names[0] ?? ""));
  const label = (scorer: string) => [own("scorer", scorer), scorer === e.learner && t("model.isLearner"), scorer === e.chosen && t("model.isChosen")].filter(Boolean).join(" · ");
  return (
    <Stack gap="md">
      <Section title={t("model.scorers")} right={
        <Select aria-label={t("model.figure")} data={names.map((n) => ({ value: n, label: own("figure", n) }))} value={name} onChange={(n) => void navigate({ search: { ...search, figure: n ?? undefined }, replace: true })} allowDeselect={false} w={{ base: "100%", xs: 340 }} />
      }>
        <Intervals
          lines={scorers.map((j) => ({ key: j.scorer, label: label(j.scorer), figure: figureOf(j, name), says: said(name, figureOf(j, name)), strong: j.scorer === e.learner || j.scorer === e.chosen }))}
          mark={chance(name)}
        />
        <Text size="xs" c="dimmed" mt="sm">{t("model.intervals", { n: e.resamples })}</Text>
      </Section>
      <Warnings e={e} />
      <Section title={t("model.more")}>
        <Facts facts={figuresOf(e).map((n) => [own("figure", n), said(n, figureOf(e, n))])} />
      </Section>
    </Stack>
  );
}
