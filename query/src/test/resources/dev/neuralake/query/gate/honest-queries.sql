-- One query a line, over the tables of GateMeaningTest; each gives the same rows in the same order whenever it runs.
select 1
select 1 as "select", 2 as "a b", 3 as Ä, 4 "x""y"
values (1, 'a'), (2, 'b')
table u order by a
from t order by a
from t select a, b where a > 3 order by a desc limit 4 offset 2
select * from t order by all limit 5
select distinct b from t order by 1
select distinct on (b) b, a from t order by b, a desc
select count(*), count(a), count(distinct b), sum(a), avg(x), min(s), max(d) from t
select b, count(*) c, list(a order by a) from t group by b having count(*) > 6 order by b
select b, sum(a) from t group by all order by all
select b, a % 2 p, sum(a) from t group by grouping sets ((b), (p), ()) order by all
select b, a % 2 p, sum(a) from t group by rollup (b, p) order by all
select b, a % 2 p, grouping(b), sum(a) from t group by cube (b, p) order by all
select a, sum(a) filter (where b = 1) over (partition by b order by a rows between 1 preceding and current row) from t order by a
select a, lag(a, 1, 0) over w, first_value(s) over w, row_number() over (order by a desc) from t window w as (partition by b order by a) order by a
select a from t qualify row_number() over (partition by b order by a desc) = 1 order by a
select a, lag(o ignore nulls) over (order by a), sum(a) over (order by d range between interval 2 day preceding and current row) from t order by a
select percentile_cont(0.5) within group (order by a), mode(b), median(x), quantile_cont(a, [0.1, 0.9]) from t
select string_agg(s, ',' order by a desc), array_agg(a order by a), first(a order by a), arg_max(s, a), max(a, 2) from t
select t.a, u.c from t join u on t.a = u.a order by 1
select * from t join u using (a) order by a limit 3
select t.a, u.c from t left join u on t.a = u.a and u.c > 60 order by 1
select t.a, u.c from t right join u on t.a = u.a order by 1, 2
select t.a, u.c from t full outer join u on t.a = u.a order by all
select count(*) from t cross join u
select count(*) from t, u where t.a < u.a
select a from t semi join u using (a) order by a
select a from t anti join u using (a) order by a
select x.a, y.a from t x, t y where x.a = y.a + 1 order by 1
select t.a, u.a from t asof join u on t.a >= u.a order by 1
select * from (select a from t order by a limit 3) positional join (select c from u order by a limit 3)
select count(*) from t natural join (select a from u)
select * from (t join u using (a)) join (values (5), (6)) v(a) using (a) order by a
select a, (select max(c) from u where u.a = t.a) m from t order by a
select a from t where exists (select 1 from u where u.a = t.a) order by a
select a from t where a in (select a from u) and a not in (7, 8) order by a
select a from t where a = any (select a from u) or a > all (select a from u) order by a
select a from t where (a, b) in (select a, a % 3 from u) order by a
select array(select a from u order by a) as one, (select count(*) from t) as two
select t.a, v.k from t, lateral (select t.a * 2 as k) v order by a
select t.a, e from t, unnest(t.l) x(e) order by all
select t.a, r.i from t, range(t.a) r(i) where t.a < 4 order by all
select a, unnest(l) e from t order by all
select unnest(st, recursive := true) from t order by 1
select a, st.k, st.m.n, st['k'], (st).m['n'], m['k'], l[1], l[1:2], s[2:3] from t order by a
with c as (select a, b from t where a > 10) select b, count(*) from c group by b order by b
with c(x, y) as (select a, b from t), d as (select x from c where y = 1) select sum(d.x) from d, c
with c as materialized (select a from t) select count(*) from c x, c y
with c as not materialized (select a from t) select count(*) from c x join c y using (a)
with recursive r(n) as (select 1 union all select n + 1 from r where n < 10) select sum(n) from r
with recursive r(a, p) as (select a, [a] from t where a = 0 union all select t.a, list_append(r.p, t.a) from r join t on t.a = r.a + 3) select * from r order by a
with recursive f(n, v) using key (n) as (select 1, 0 union select n, v + 1 from f where v < 3) select * from f
with outer_c as (select 1 k) select * from (with inner_c as (select k + 1 k from outer_c) select * from inner_c, outer_c o) z
select a from t union all select a from u order by a limit 30
select a from t union select a from u order by a
select a from t intersect select a from u order by a
select a from t except select a from u order by a
select a from t union all by name select c, a from u order by all
(select a from t order by a limit 2) union all (select a from u order by a desc limit 2) order by 1
select 1 a union all select 2 union all (select 3 except select 4) order by 1
select * from t pivot (sum(a) as total, count(*) as n for b in (0, 1 as one)) order by all limit 5
select * from (select a, b from t) pivot (sum(a) for b in (0, 1, 2))
select * from (select a, c from u) unpivot (value for name in (a, c)) order by all limit 4
unpivot (select a, c from u order by a limit 2) on a, c
select * exclude (l, st, m, ts) replace (a + 1 as a) from t order by a limit 3
select * rename (a as id) from u order by id limit 2
select columns('^[ab]$') from t order by 1 limit 2
select columns(lambda c: c like 'a%') + 1 from t order by 1 limit 2
select min(columns(* exclude (l, st, m, s, ts, d))) from t
select t.* exclude (l, st, m), u.c from t join u using (a) order by a limit 2
select t from (select a, b from t order by a limit 2) t
select a as b2, b2 + 1 as c2 from t where b2 > 17 order by c2
select case when a > 5 then 'big' when a = 5 then 'five' else 'small' end, case b when 1 then 'x' end, if(a > 3, 1, 2), coalesce(o, -1), nullif(b, 1), ifnull(o, 0) from t order by a
select a between 3 and 5, a not between 3 and 5, o is null, o is not null, o is distinct from 3, o is not distinct from null, not (a = 1), a = 1 or b = 2 and a > 4 from t order by a
select s like 'v1%', s not like 'v_', s ilike 'V1%', s similar to 'v[0-9]', s glob 'v*', s like 'v\_%' escape '\', regexp_matches(s, '1$'), s ~ 'v1', s ^@ 'v1', starts_with(s, 'v') from t order by a
select a + b - 1 * 2 / 3, a // 2, a % 4, a ** 2, -a, +a, ~a, a & 3, a | 4, a << 1, a >> 1, xor(a, 3), @(-a), 5! from t order by a
select 'it''s', e'tab\tnew\\', $$d'o"llar$$, '', 'ünï', x'AB'::blob, '\x00'::blob, 'a' || 'b'
select 1e3, 1.50, .5, 5., 1.5e-3, 0x1F, 1_000, 12345678901234567890123, -5, true, false, null, 1::tinyint, 3.14::float
select 'x'::varchar(10), '1'::int, cast('2024-01-01' as date), try_cast('x' as int), '[1,2]'::int[], {'a': 1}::struct(a bigint), 1::decimal(10,2), '1'::hugeint, 'a'::enum('a', 'b')
select date '2024-02-29' + interval 1 year, interval '3' month, interval (2) day, timestamp '2024-01-01 10:00:00', timestamptz '2024-01-01 00:00:00+01', time '10:00', date '2024-03-01' - date '2024-02-01'
select extract(year from d), date_part('month', d), date_trunc('month', d), strftime(d, '%Y'), dayname(d), d + 1, d - interval 1 day, date_diff('day', d, date '2025-01-01'), last_day(d) from t order by a
select ts at time zone 'Europe/Berlin', epoch(ts), make_date(2024, 1, 2), strptime('2024', '%Y'), time_bucket(interval 7 day, d) from t order by a limit 2
select position('a' in 'bab'), substring('hello' from 2 for 3), substring('hello', 2), trim(both 'x' from 'xax'), trim(leading from '  a'), overlay('abc' placing 'z' from 2 for 1), upper(s), s[-1], left(s, 1), lpad(s, 4, '0'), repeat(s, 2), split_part('a-b', '-', 2), format('{}-{}', a, s), printf('%03d', a), string_split('a,b', ','), concat_ws('/', a, s) from t order by a limit 3
select [1, 2, 3], [], {'a': 1, 'b': [{'c': 2}]}, map {'k': 1}, map([1], [2]), row(1, 2), (1, 'x'), struct_pack(p := 1, "q r" := 2), list_value(1, 2)
select list_transform([1, 2], lambda x: x + 1), list_filter([1, 2, 3], lambda x: x > 1), list_reduce([1, 2, 3], lambda p, q: p + q), [x * 2 for x in [1, 2, 3] if x > 1], list_sort([3, 1], 'desc'), list_aggregate([1, 2], 'sum'), list_contains([1], 1), len([1, 2]), list_zip([1], ['a']), flatten([[1], [2]]), [1, 2] || [3], list_slice([1, 2, 3], 1, 2), array_to_string([1, 2], '-')
select l.list_transform(lambda x: x * 10).list_sum() as sums, s.upper().lower() as s2 from t order by a limit 2
select '{"a": {"b": [1, 2]}}'::json -> 'a' ->> '$.b[0]', json_extract('{"a": 1}', '$.a'), json_object('k', a), to_json({'x': a}), json_array_length('[1,2]') from t order by a limit 2
select * from json_each('{"a": 1, "b": 2}') order by key
select key, value from json_tree('[1, [2]]') order by id
select * from range(3) r(i), generate_series(1, 2) g(j) order by all
select * from range(date '2024-01-01', date '2024-01-04', interval 1 day) x(d)
select * from generate_series(1, 3) with ordinality
select range(3), unnest(generate_series(1, 3))
select greatest(1, 2), least(1, 2), abs(-1), round(1.234, 2), floor(1.5), power(2, 3), sqrt(4), ln(1), pi(), sign(-3), mod(7, 3), gcd(12, 8), factorial(5), bit_count(7), hash(1) > 0, md5('a'), sha256('a')
select count(*) from t using sample 100 percent (bernoulli, 42)
select count(*) from t tablesample reservoir(5 rows) repeatable (1)
select 'ä' < 'b' collate de, 'A' = 'a' collate nocase
select a from t order by b desc nulls last, a asc nulls first limit 5
select o from t order by o desc nulls first, a limit 5
select a from t limit 10% 
select a from t order by a limit (select 2)
select count(*) from t where d >= date '2024-01-05' and d < '2024-01-10' and s in ('v4', 'v5', 'v6')
select "Größe", "a b" from "we ird ""q"""
select q."Größe" from "we ird ""q""" q
select id, users.id, address.city, users.address.city from shop.users
select T.A from T where "T"."A" = 3
select shop.users.id from shop.users
select users.id, t.a from shop.users, t where t.a = users.id
select #1 from (select a from t) order by 1 limit 2
select sum(x) from (values (1), (2)) v(x)
select * from (select a from t where a < 2 order by a), (select c from u where a < 7 order by a) order by all
select t.a, u.c from t left join lateral (select c from u where u.a = t.a limit 1) u on true order by a
select * from (describe t)
describe select a, s from t
show u
select column_name, null_percentage from (summarize u)
select try(1 // 0), error is null from (select null as error)
select a, count(*) over () as n from t where b = ? order by a
select a from t where a > $low and b = $b - 2 or a = $low order by a
select a from t order by a limit $1 offset $2
select $1 + $1
select a.b.c from (select {'b': {'c': 1}} as a)
select approx_count_distinct(b), histogram(b), corr(a, b), stddev(a), bool_and(a >= 0), bit_or(a), product(b + 1), kurtosis(a), entropy(b), mad(a), skewness(a) from t
select a, ntile(4) over (order by a), cume_dist() over (order by a), percent_rank() over (order by a), nth_value(a, 2) over (order by a), last_value(a) over (order by a rows between unbounded preceding and unbounded following exclude current row) from t order by a
select sum(a) over (order by a groups between 1 preceding and 1 following exclude ties) from t order by a
