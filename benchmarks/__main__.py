"""``python -m benchmarks``: every target of the project, measured beside a naive version in one run."""

from __future__ import annotations

import time

import click

from benchmarks import answers, comparison, gaps, nearby, pages, visits
from benchmarks.imports import LARGEST, import_lines
from benchmarks.kernel import KernelRow, measure_kernel
from benchmarks.keystrokes import keystroke_lines
from benchmarks.region import synthetic_atlas
from benchmarks.report import Line, print_section, print_summary
from dashboard.data.atlas import load_atlas
from dashboard.data.stores.open import open_store
from dashboard.settings import Settings

RECORDS = 100_000


@click.command()
@click.option("--quick", is_flag=True, help="Neither a million records nor a browser.")
@click.option("--largest", is_flag=True, help="The kernel at ten million records too (4 GB).")
@click.option(
    "--visits", "visits_alone", is_flag=True, help="What a browser shows, and nothing else."
)
@click.option("--profile", is_flag=True, help="Say where the time of the answers goes.")
def main(*, quick: bool, largest: bool, visits_alone: bool, profile: bool) -> None:
    """Measure and print. Figures are told, none is asserted; equal answers are asserted."""
    begun = time.perf_counter()
    if visits_alone:
        print_summary(print_section("13. Visits in Chromium", visits.visit_lines()))
        return
    settings = Settings()
    real = load_atlas(settings.geo_folder, settings.initiatives_folder)
    sizes = [1_000, RECORDS, *([] if quick else [1_000_000]), *([10_000_000] if largest else [])]
    rows = measure_kernel(sizes)
    lines = print_section("1. Kernel", _kernel_lines(rows))
    many = synthetic_atlas(real, RECORDS)
    if profile:
        answers.print_profile(many)
    found = answers.measure_answers(many)
    lines += print_section(
        f"2. Server, per answer, {RECORDS:,} records, 36 filters, each for the first time (median)",
        answers.time_lines(found),
    )
    lines += print_section(
        f"3. Parts of the map's answer, {RECORDS:,} records", answers.part_lines(many)
    )
    lines += print_section(
        "4a. Bytes per change of filter, Brotli, the catalogue",
        answers.byte_lines(answers.measure_answers(real), judged=True),
    )
    lines += print_section(
        f"4b. Bytes per change of filter, Brotli, {RECORDS:,} records",
        answers.byte_lines(found, judged=False),
    )
    shipped = load_atlas(
        settings.geo_folder, settings.initiatives_folder, open_store(settings).read()
    )
    lines += print_section(
        "4c. Bytes of the map's values alone, Brotli, all that is shipped",
        answers.value_lines(shipped),
    )
    lines += print_section("5. Boundaries, Brotli", answers.boundary_lines(real))
    sizes = [10_000, 100_000, *([] if quick else [LARGEST])]
    lines += print_section("6. Imports, the whole command", import_lines(real.geography, sizes))
    sizes = [1_000, 10_000, RECORDS, *([] if quick else [1_000_000])]
    lines += print_section("7. Near a place, kernel (median)", nearby.kernel_lines(real, sizes))
    lines += print_section(
        f"8. Near a place, whole answers, {RECORDS:,} records (median)", nearby.answer_lines(many)
    )
    lines += print_section(
        "9. Coverage gaps, kernel, each selection for the first time (median)",
        gaps.kernel_lines(real, sizes),
    )
    lines += print_section(
        f"10. New places, every commune uncovered, exact within {gaps.TIME_LIMIT_S:.0f} s",
        gaps.siting_lines(real),
    )
    lines += print_section(
        f"11a. Coverage gaps, whole answers, {RECORDS:,} records (median)", gaps.answer_lines(many)
    )
    lines += print_section(
        "11b. Coverage gaps, whole answers, the catalogue (median)", gaps.few_lines(real)
    )
    lines += print_section("12. Keystrokes of the search box", keystroke_lines(real))
    if not quick:
        lines += print_section("13. Visits in Chromium", visits.visit_lines())
    sizes = [1_000, 10_000, RECORDS]
    lines += print_section(
        "14a. Comparison, kernel, each selection for the first time (median)",
        comparison.kernel_lines(real, sizes),
    )
    lines += print_section(
        "14b. Comparison, whole answers (median)", comparison.answer_lines(real, sizes)
    )
    lines += print_section("15. Pages, two workers, the catalogue", pages.page_lines())
    print_summary(lines)
    print(f"{time.perf_counter() - begun:.0f} s")


def _kernel_lines(rows: list[KernelRow]) -> list[Line]:
    lines = []
    for row in rows:
        what = f"{row.records:,} records"
        naive = f"pandas {row.pandas_ms:,.1f} ms"
        floor = row.records * 8 / 23e9 * 1e3
        lines.append(
            Line(
                f"filter → counts, {what}",
                row.kernel_ms,
                "ms",
                most=3 if row.records == 1_000_000 else None,
                beside=f"{naive}; reading the filters at 23 GB/s: {floor:.3f} ms",
            )
        )
        lines.append(
            Line(
                f"pandas / kernel, {what}",
                row.ratio,
                "×",
                least=50 if row.records == RECORDS else None,
            )
        )
    first, last = rows[0], rows[-1]
    growth = (last.kernel_ms / first.kernel_ms) / (last.records / first.records)
    lines.append(Line("growth of time / growth of records, first to last size", growth, ""))
    return lines


if __name__ == "__main__":
    main()
