from concurrent.futures import ThreadPoolExecutor

from server.query_ids import new_query_id


def test_no_id_is_given_twice_whichever_thread_asks() -> None:
    with ThreadPoolExecutor(8) as threads:
        ids = list(threads.map(lambda _: new_query_id(), range(5_000)))

    assert len(set(ids)) == 5_000
    assert all(len(one) == 32 and int(one, 16) >= 0 for one in ids)
