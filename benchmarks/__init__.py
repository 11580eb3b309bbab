"""Speed, measured side by side: `nox -s bench`; what came out is in docs/performance.md."""
