"""A user's own files of prices."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tools.errors import NoData, PriceFileError
from tools.prices import FilePrices, Prices

HEADER = "date,ticker,open,high,low,close,adj_close,volume\n"
FIRST, LAST = date(2000, 1, 1), date(2030, 1, 1)
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(*lines: str, name: str = "mine.csv", header: str = HEADER, encoding: str = "utf-8") -> Path:
        path = tmp_path / "data" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((header + "\n".join(lines) + "\n").encode(encoding))
        return path

    return write


def all_of(path: Path, *symbols: str) -> Prices:
    return FilePrices(path).history(symbols or ["AAA"], FIRST, LAST)


def days(prices: Prices, symbol: str = "AAA") -> list[str]:
    return [str(stamp.date()) for stamp in prices[symbol].rows.index]


def test_a_csv_file_gives_closes_and_total_return_closes(write: Write) -> None:
    prices = all_of(write("2025-01-02,AAA,9,11,8,10,9.5,700", "2025-01-03,AAA,9,12,8,11,10.5,800"))

    assert prices.notices == ()
    assert prices["AAA"].rows.iloc[1].to_dict() == {
        "open": 9.0,
        "high": 12.0,
        "low": 8.0,
        "close": 11.0,
        "total_return_close": 10.5,
        "volume": 800.0,
    }


def test_a_parquet_file_gives_the_same_as_its_csv(write: Write) -> None:
    path = write("2025-01-02,AAA,9,11,8,10,9.5,700", "2025-01-03,BBB,,,,11,10.5,")
    copied = path.with_name("copied.parquet")
    pd.read_csv(path, parse_dates=["date"]).to_parquet(copied)

    for symbol in ("AAA", "BBB"):
        pd.testing.assert_frame_equal(
            all_of(path, symbol)[symbol].rows, all_of(copied, symbol)[symbol].rows, check_index_type=False
        )


def test_provenance_and_description_name_the_file_and_its_newest_session_not_its_folder(write: Write) -> None:
    path = write("2025-01-02,AAA,,,,10,,", "2025-01-06,BBB,,,,10,,")
    source = FilePrices(path)
    provenance = source.history(["AAA"], FIRST, LAST)["AAA"].provenance

    assert source.newest_session() == date(2025, 1, 6)
    assert source.describe() == "mine.csv to 6 January 2025"
    assert provenance.provider == "mine.csv"
    assert "6 January 2025" in provenance.note
    assert str(path.parent) not in f"{provenance}{source.describe()}"


def test_an_empty_close_leaves_only_total_return(write: Write) -> None:
    prices = all_of(write("2025-01-02,AAA,,,,,9.5,", "2025-01-03,AAA,,,,,10.5,"))

    assert prices["AAA"].series("total_return_close").tolist() == [9.5, 10.5]
    with pytest.raises(NoData):
        prices["AAA"].series("close")


@pytest.mark.parametrize("symbol", ["^GSPC", "ES=F", "EURUSD=X"])
def test_the_adjusted_close_of_an_index_or_a_future_means_nothing(write: Write, symbol: str) -> None:
    prices = all_of(write(f"2025-01-02,{symbol},,,,10,9,"), symbol)

    assert list(prices[symbol].rows.columns) == ["close"]


@pytest.mark.parametrize("value", ["0", "-3", "inf", "-inf", "1e400", "a lot"])
def test_a_close_that_is_no_price_is_left_out_and_told(write: Write, value: str) -> None:
    prices = all_of(write("2025-01-02,AAA,,,,10,,", f"2025-01-03,AAA,,,,{value},,", "2025-01-06,AAA,,,,12,,"))

    assert days(prices) == ["2025-01-02", "2025-01-06"]
    assert any("mine.csv, AAA: 1 value of close not a positive number" in n for n in prices.notices)


def test_a_row_without_any_close_is_left_out_and_told(write: Write) -> None:
    prices = all_of(write("2025-01-02,AAA,1,1,1,,,5", "2025-01-03,AAA,,,,11,,"))

    assert days(prices) == ["2025-01-03"]
    assert prices.notices == ("mine.csv, AAA: 1 row without a close left out, the first on 2025-01-02",)


def test_a_zero_volume_is_a_volume(write: Write) -> None:
    prices = all_of(write("2025-01-02,AAA,,,,10,,0"))

    assert prices["AAA"].series("volume").tolist() == [0.0]
    assert prices.notices == ()


def test_unsorted_rows_are_sorted(write: Write) -> None:
    prices = all_of(write("2025-01-06,AAA,,,,12,,", "2025-01-02,AAA,,,,10,,", "2025-01-03,AAA,,,,11,,"))

    assert prices["AAA"].series("close").tolist() == [10.0, 11.0, 12.0]


def test_a_repeated_row_is_taken_once_and_told(write: Write) -> None:
    prices = all_of(write("2025-01-02,AAA,,,,10,,", "2025-01-02,AAA,,,,10,,"))

    assert days(prices) == ["2025-01-02"]
    assert "repeating" in prices.notices[0]


def test_of_rows_that_contradict_each_other_none_is_used(write: Write) -> None:
    prices = all_of(write("2025-01-02,AAA,,,,10,,", "2025-01-02,AAA,,,,11,,", "2025-01-03,AAA,,,,12,,"))

    assert days(prices) == ["2025-01-03"]
    assert "contradicting" in prices.notices[0]


def test_a_weekend_and_an_unreadable_date_are_left_out_and_told(write: Write) -> None:
    prices = all_of(write("2025-01-04,AAA,,,,10,,", "01/03/2025,AAA,,,,11,,", "2025-01-06,AAA,,,,12,,"))

    assert days(prices) == ["2025-01-06"]
    assert sorted(n.split(": ")[1].split(" left")[0] for n in prices.notices) == [
        "1 row dated on a weekend",
        "1 row whose date is not like 2026-01-09",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "2025-01-02",
        "2025/01/02",
        "20250102",
        "2025-01-02 00:00:00",
        "2025-01-02 16:00",
        "2025-01-02T00:00:00-05:00",
        "2025-01-02 00:00:00+00:00",
        "2025-01-02T14:30:00Z",
        "2025-01-03T06:00:00+09:00",
        "2025-01-02 05:00:00.000 UTC",
    ],
)
def test_a_date_is_the_session_in_new_york_whatever_its_zone(write: Write, written: str) -> None:
    assert days(all_of(write(f"{written},AAA,,,,10,,"))) == ["2025-01-02"]


@pytest.mark.parametrize("zone", ["America/New_York", "UTC", "Asia/Tokyo"])
def test_stamps_of_a_parquet_file_lose_their_zone_but_not_their_session(tmp_path: Path, zone: str) -> None:
    stamps = pd.DatetimeIndex(["2025-01-02 16:00", "2025-07-02 09:30"], tz="America/New_York").tz_convert(zone)
    pd.DataFrame({"date": stamps, "ticker": "AAA", "close": [1.0, 2.0]}).to_parquet(tmp_path / "a.parquet")
    prices = all_of(tmp_path / "a.parquet")

    assert days(prices) == ["2025-01-02", "2025-07-02"]
    assert prices["AAA"].rows.index.tz is None


def test_a_parquet_file_may_hold_dates_as_its_index(tmp_path: Path) -> None:
    frame = pd.DataFrame({"date": pd.to_datetime(["2025-01-02"]), "ticker": "AAA", "close": [1.0]})
    frame.set_index("date").to_parquet(tmp_path / "a.parquet")

    assert days(all_of(tmp_path / "a.parquet")) == ["2025-01-02"]


@pytest.mark.parametrize("header", ["Date,Ticker,Close", " DATE , Symbol,CLOSE", "session,ticker,Close"])
def test_column_names_are_read_in_any_case(write: Write, header: str) -> None:
    prices = all_of(write("2025-01-02,AAA,10", header=header + "\n"))

    assert prices["AAA"].series("close").tolist() == [10.0]


def test_adj_close_is_read_as_yahoo_spells_it(write: Write) -> None:
    prices = all_of(write("2025-01-02,AAA,10,9", header="Date,Ticker,Close,Adj Close\n"))

    assert prices["AAA"].series("total_return_close").tolist() == [9.0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_in_any_common_encoding(write: Write, encoding: str) -> None:
    path = write("2025-01-02,AAA,10,Zürich", header="date,ticker,close,note\n", encoding=encoding)

    assert all_of(path)["AAA"].series("close").tolist() == [10.0]


def test_the_ticker_na_is_a_ticker_and_capitals_do_not_matter(write: Write) -> None:
    prices = all_of(
        write("2025-01-02,NA,,,,10,,", "2025-01-02,nan,,,,11,,", "2025-01-02, aaa ,,,,12,,"), "NA", "NAN", "AAA"
    )

    assert [prices[s].series("close").item() for s in ("NA", "NAN", "AAA")] == [10.0, 11.0, 12.0]


def test_one_symbol_s_faults_are_not_told_with_another(write: Write) -> None:
    prices = all_of(write("2025-01-02,AAA,,,,10,,", "2025-01-02,BBB,,,,0,,"), "AAA")

    assert prices.notices == ()


def test_a_symbol_with_no_row_that_can_be_used_is_missing_and_the_fault_told(write: Write) -> None:
    prices = all_of(write("2025-01-02,AAA,,,,0,,", "2025-01-02,BBB,,,,1,,"))

    assert prices.missing["AAA"] == "mine.csv has no rows for AAA that can be used"
    assert len(prices.notices) == 2


def test_the_newest_session_has_a_close(write: Write) -> None:
    path = write("2025-01-02,AAA,,,,10,,", "2025-01-03,AAA,5,5,5,,,", "2025-01-06,AAA,,,,0,,", "2025-01-11,AAA,,,,9,,")

    assert FilePrices(path).newest_session() == date(2025, 1, 2)


def test_both_ends_of_a_span_are_included(write: Write) -> None:
    source = FilePrices(write(*(f"2025-01-{day:02},AAA,,,,10,," for day in (2, 3, 6, 7, 8))))

    assert days(source.history(["AAA"], date(2025, 1, 3), date(2025, 1, 7))) == [
        "2025-01-03",
        "2025-01-06",
        "2025-01-07",
    ]


def test_outside_a_symbol_s_rows_the_nearest_session_is_named(write: Write) -> None:
    prices = FilePrices(write("2025-01-02,AAA,,,,10,,")).history(["AAA", "ZZZ"], date(2025, 2, 3), date(2025, 2, 4))

    assert "2 January 2025" in prices.missing["AAA"]
    assert prices.missing["ZZZ"] == "mine.csv has no rows for ZZZ"


def test_a_folder_is_read_whole_and_what_is_no_price_file_skipped_with_a_notice(write: Write) -> None:
    path = write("2025-01-02,AAA,,,,10,,", name="a.csv")
    write("2025-01-03,AAA,,,,11,,", "2025-01-03,BBB,,,,5,,", name="b.csv")
    write("name,colour", name="colours.csv", header="")
    write("hello", name="notes.txt", header="")
    write("nothing", name="broken.parquet", header="")
    source = FilePrices(path.parent)
    prices = source.history(["AAA", "BBB"], FIRST, LAST)

    assert days(prices) == ["2025-01-02", "2025-01-03"]
    assert prices["AAA"].provenance.provider == "a.csv, b.csv"
    assert prices["BBB"].provenance.provider == "b.csv"
    assert source.known_symbols() == {"AAA", "BBB"}
    assert source.describe() == "a.csv, b.csv to 3 January 2025"
    assert [n.split(":")[0] for n in prices.notices] == [
        "skipped broken.parquet",
        "skipped colours.csv",
        "skipped notes.txt",
    ]


def test_the_same_row_in_two_files_is_an_error_that_names_both(write: Write) -> None:
    path = write("2025-01-02,AAA,,,,10,,", "2025-01-03,AAA,,,,10,,", name="a.csv")
    write("2025-01-03T00:00:00,aaa,,,,10,,", name="b.csv")

    with pytest.raises(PriceFileError, match=r"a\.csv and b\.csv both have a row of AAA for 2025-01-03"):
        FilePrices(path.parent)


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.csv", "", "a.csv"),
        ("a.csv", HEADER, "a header and no rows"),
        ("a.csv", "date,close\n2025-01-02,3\n", "no column ticker"),
        ("a.csv", "date,ticker,open\n2025-01-02,AAA,3\n", "no column close"),
        ("a.csv", "date,ticker,close,Close\n2025-01-02,AAA,3,4\n", "two columns are called close"),
        ("a.csv", 'date,ticker,close\n2025-01-02,AAA,"3\n', "a.csv"),
        ("a.csv", HEADER + "02.01.2025,AAA,,,,3,,\n", "no row has both a date like 2026-01-09 and a close"),
        ("a.parquet", "PAR1 but not really", "cannot be read as Parquet"),
        ("a.xlsx", "no", "neither a CSV nor a Parquet file"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(
    tmp_path: Path, name: str, text: str, complaint: str
) -> None:
    (tmp_path / name).write_text(text)

    with pytest.raises(PriceFileError, match=complaint):
        FilePrices(tmp_path / name).newest_session()


def test_a_path_that_is_not_there_and_an_empty_folder_say_what_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(PriceFileError, match="there is no file or folder"):
        FilePrices(tmp_path / "nowhere.csv")
    with pytest.raises(PriceFileError, match="holds no file of prices"):
        FilePrices(tmp_path)


def test_a_close_in_the_wrong_unit_for_a_day_is_left_out_and_told(write: Write) -> None:
    closes = [10, 10.2, 1019, 10.1, 10.3]
    prices = all_of(write(*(f"2025-01-{d:02},AAA,,,,{c},," for d, c in zip((2, 3, 6, 7, 8), closes, strict=True))))

    assert prices["AAA"].series("close").tolist() == [10, 10.2, 10.1, 10.3]
    assert "100 times" in prices.notices[0]
    assert "2025-01-06" in prices.notices[0]


def test_closes_before_a_split_they_are_not_adjusted_for_are_left_out_and_total_return_stays(write: Write) -> None:
    rows = [("02", 400, 99), ("03", 404, 100), ("06", 101, 100), ("07", 102, 101)]
    prices = all_of(write(*(f"2025-01-{day},AAA,,,,{close},{adjusted}," for day, close, adjusted in rows)))

    assert prices["AAA"].series("close").tolist() == [101, 102]
    assert prices["AAA"].series("total_return_close").tolist() == [99, 100, 100, 101]
    assert "fell to 1/4 on 2025-01-06" in prices.notices[0]


def test_a_jump_that_may_be_a_split_is_told_where_nothing_can_settle_it(write: Write) -> None:
    prices = all_of(write("2025-01-02,AAA,,,,400,,", "2025-01-03,AAA,,,,101,,"))

    assert prices["AAA"].series("close").tolist() == [400, 101]
    assert "if that was a split" in prices.notices[0]


def test_the_shared_prices_are_read_by_symbol(shared: Path) -> None:
    source = FilePrices(shared / "market" / "prices.parquet")
    prices = source.history(["^IXIC", "SPY", "RSP", "NONE"], date(2022, 11, 30), date(2026, 1, 6))

    assert prices["^IXIC"].series("close").iloc[[0, -1]].tolist() == [11468.0, 23547.17]
    assert "close" not in prices["RSP"].rows
    assert set(prices.missing) == {"NONE"}
    assert prices.notices == ()


def test_two_shared_files_with_the_same_rows_are_refused(shared: Path) -> None:
    with pytest.raises(PriceFileError, match=r"long_history\.parquet and prices\.parquet both have a row"):
        FilePrices(shared / "market")
