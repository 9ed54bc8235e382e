// What is shown of a target wherever it is shown.
import { Badge, Text, Tooltip } from "@mantine/core";
import { daysBetween, useFormat } from "../lib/format";
import { useSay } from "../lib/language";
import type { TargetFile } from "../lib/targets";
import { useCountry, useWords } from "../lib/words";

const colours: Record<string, string> = { proposed: "sea", accepted: "green", declined: "gray", deferred: "yellow", visited: "indigo", expired: "gray" };

export function TargetState({ state }: { state: string }) {
  const { own } = useWords();
  return (
    <Badge variant="dot" color={colours[state] ?? "gray"} tt="none" c="var(--mantine-color-text)" miw="max-content" style={{ flexShrink: 0 }}>
      {own("state", state)}
    </Badge>
  );
}

/** Who is an employer by name and number, or by a pseudonym. */
export function Who({ target }: { target: { name: string; entity: string } }) {
  return (
    <div className="hostile">
      <Text size="sm" fw={600} lineClamp={2}>
        {target.name || target.entity}
      </Text>
      {target.name && (
        <Text size="xs" c="dimmed">
          {target.entity}
        </Text>
      )}
    </div>
  );
}

/** Channel is how a target came on the list, with what that means. */
export function Channel({ channel }: { channel: string }) {
  const { t } = useSay();
  const { own } = useWords();
  const means = channel === "near" ? t("channel.nearMeans") : channel === "random" ? t("channel.randomMeans") : channel === "estimate" ? t("channel.estimateMeans") : t("channel.rankedMeans");
  return (
    <Tooltip label={means} multiline w={260}>
      <Text span size="sm" tabIndex={0} td="underline" style={{ textDecorationStyle: "dotted", cursor: "help" }}>
        {own("channel", channel)}
      </Text>
    </Tooltip>
  );
}

/** Freshness says of which day what is said is, and how long it stays worth deciding on. */
export function Freshness({ file }: { file: TargetFile }) {
  const { t } = useSay();
  const { date } = useFormat();
  const today = useCountry().data?.today;
  const left = today ? daysBetween(today, file.expiresOn) : undefined;
  const open = file.state === "proposed" || file.state === "deferred";
  return (
    <div>
      <Text size="sm" style={{ whiteSpace: "nowrap" }}>{date(file.target.asOf)}</Text>
      {open && left !== undefined && (
        <Text size="xs" style={{ whiteSpace: "nowrap" }} fw={left <= 14 ? 700 : 400} c={left <= 14 ? undefined : "dimmed"}>
          {left < 0 ? t("fresh.over") : t("fresh.left", { count: left })}
        </Text>
      )}
    </div>
  );
}
