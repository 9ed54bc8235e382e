import { createTheme, type MantineColorsTuple } from "@mantine/core";

// One colour of the house; for and against are told by words and signs, and by a colour only besides.
const sea: MantineColorsTuple = ["#e8f6f8", "#d3e9ed", "#a5d2da", "#74bac7", "#4ea6b7", "#3599ad", "#1f7f93", "#146b7d", "#0b5563", "#05424e"];

export const theme = createTheme({
  primaryColor: "sea",
  primaryShade: { light: 7, dark: 7 },
  colors: { sea },
  autoContrast: true,
  luminanceThreshold: 0.36,
  defaultRadius: "md",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  headings: { fontWeight: "650", sizes: { h1: { fontSize: "1.5rem" }, h2: { fontSize: "1.15rem" }, h3: { fontSize: "1rem" } } },
  components: {
    Tooltip: { defaultProps: { events: { hover: true, focus: true, touch: false } } },
    Anchor: { defaultProps: { underline: "hover" } },
  },
});
