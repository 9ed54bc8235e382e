// The two documents of a dossier: the note for the inspector, and the facts for the file.
import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { Trouble } from "../../components/states";
import { useSay } from "../../lib/language";
import { purposeHeader } from "../../lib/purpose";
import { takeFile } from "../../lib/server";

export function Papers({ id, purpose, target }: { id: string; purpose: string; target?: string }) {
  const { t } = useSay();
  const [trouble, setTrouble] = useState<unknown>();
  const take = async (which: "note" | "file") => {
    setTrouble(undefined);
    try {
      const query = which === "note" && target ? `?target=${encodeURIComponent(target)}` : "";
      await takeFile(`/employers/{id}/${which}${query}`, id, `${which}.pdf`, { headers: purposeHeader(purpose) });
    } catch (err) {
      setTrouble(err);
    }
  };
  return (
    <>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => void take("note")}>
          {t("dossier.note")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void take("file")}>
          {t("dossier.file")}
        </Button>
      </Group>
      {trouble !== undefined && <Trouble error={trouble} again={() => setTrouble(undefined)} />}
    </>
  );
}
