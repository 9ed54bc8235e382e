package main

import (
	"context"
	"os"

	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/trace"

	"vigie"
)

// traces sends traces to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names, as the other OTEL_ variables say; nil where there is none.
func (c *Config) traces(ctx context.Context) (*trace.TracerProvider, error) {
	if os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") == "" {
		return nil, nil //nolint:nilnil // an office without a collector
	}
	to, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "send traces to OTEL_EXPORTER_OTLP_ENDPOINT: %w", err)
	}
	return trace.NewTracerProvider(trace.WithBatcher(to)), nil
}
