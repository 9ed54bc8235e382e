// What a user has for oneself wherever one is: language, look, and the way out.
import { type MantineColorScheme, Menu, useMantineColorScheme } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type Language, languages, speak, useSay } from "../lib/language";
import { logOut } from "../lib/server";
import { type Session, session } from "../lib/session";
import { useWords } from "../lib/words";
import { UserName } from "./username";

export function UserMenu({ session: s, opened }: { session: Session; opened: boolean }) {
  const { t, language } = useSay();
  const { own } = useWords();
  const queries = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = async () => {
    await logOut().catch(() => undefined); // the session may be over already: the door says so
    sessionStorage.clear();
    queries.setQueryData(session.queryKey, null);
    queries.removeQueries({ predicate: (q) => q.queryKey[0] !== session.queryKey[0] }); // nothing that was seen stays for the next
  };
  return (
    <Menu position="bottom-end" width={230} keepMounted={false} defaultOpened={opened}>
      <Menu.Target>
        <UserName session={s} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{(s.actor.roles ?? []).map((r) => own("role", r)).join(", ")}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t("user.language")}</Menu.Label>
        <Menu.RadioGroup value={language} onChange={(l) => void speak(l as Language)}>
          {Object.entries(languages).map(([l, name]) => (
            <Menu.RadioItem key={l} value={l} lang={l}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t("user.look")}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(c) => setColorScheme(c as MantineColorScheme)}>
          {(["light", "dark", "auto"] as const).map((c) => (
            <Menu.RadioItem key={c} value={c}>
              {t(`user.${c}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={() => void leave()}>{t("user.logOut")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
