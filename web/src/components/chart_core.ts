// The parts of ECharts that the house draws with, and no others.
import { LineChart, ScatterChart } from "echarts/charts";
import { DataZoomInsideComponent, GridComponent, TooltipComponent } from "echarts/components";
import { type ComposeOption, type ECharts, init, use } from "echarts/core";
import type { LineSeriesOption, ScatterSeriesOption } from "echarts/charts";
import type { DataZoomComponentOption, GridComponentOption, TooltipComponentOption } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

use([LineChart, ScatterChart, DataZoomInsideComponent, GridComponent, TooltipComponent, SVGRenderer]);

export type Option = ComposeOption<LineSeriesOption | ScatterSeriesOption | GridComponentOption | TooltipComponentOption | DataZoomComponentOption>;
export type Drawn = { set: (o: Option) => void; resize: () => void; dispose: () => void };

/** draw draws into a box, and tells which part of the time is looked at when somebody turns the wheel or drags. */
export function draw(box: HTMLElement, option: Option, moved: (from: number, to: number) => void): Drawn {
  const chart: ECharts = init(box, undefined, { renderer: "svg" });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const set = (o: Option) => chart.setOption({ animation: !still, animationDuration: 200, ...o }, { notMerge: true });
  set(option);
  chart.on("datazoom", () => {
    const zoom = (chart.getOption() as { dataZoom?: { startValue?: number; endValue?: number }[] }).dataZoom?.[0];
    if (zoom?.startValue !== undefined && zoom.endValue !== undefined) moved(zoom.startValue, zoom.endValue);
  });
  return { set, resize: () => chart.resize(), dispose: () => chart.dispose() };
}
