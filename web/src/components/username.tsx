import { Text, UnstyledButton, type UnstyledButtonProps } from "@mantine/core";
import { type ComponentPropsWithRef } from "react";
import { useSay } from "../lib/language";
import { type Session } from "../lib/session";

type Props = { session: Session } & UnstyledButtonProps & ComponentPropsWithRef<"button">;

/** UserName stands in the head of each page, and opens the user's menu when that has come. */
export function UserName({ session: s, ...rest }: Props) {
  const { t } = useSay();
  return (
    <UnstyledButton px={8} py={4} aria-label={t("user.menu", { name: s.user.name })} {...rest}>
      <Text size="sm" fw={600} lineClamp={1} maw={180} className="hostile">
        {s.user.name}
      </Text>
    </UnstyledButton>
  );
}
