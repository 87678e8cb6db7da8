-- One text for DuckDB and PostgreSQL. Keys are kept unique by the import, which replaces rows by key inside one
-- transaction; located rows are written in the order of h3. `located_by`, `region_by` and `unit_by` say where the place,
-- the region code and the reporting unit come from: the record itself, its enterprise or its road segment; null when
-- there is none.

create table setting (name text not null, value text not null);

create table data_version (version bigint not null, changed_at text not null);

create table region (
  code text not null, name text not null, name_en text not null, level text not null, parent_code text,
  lng double precision not null, lat double precision not null,
  west double precision not null, south double precision not null, east double precision not null, north double precision not null,
  area_km_2 double precision not null, in_statistics boolean not null, geometry text not null
);

create table enterprise (
  enterprise_id text not null, name text not null, uscc text, industry_code text, sector text,
  registered_address text, operating_address text, datum text, geocode_precision text, status text, scale text,
  employees integer, site_area_sqm double precision, lessor_uscc text, lessor_name text, parent_uscc text,
  declared_factory_in_factory boolean, risk_level text, region_code text, reporting_unit text,
  lng double precision, lat double precision, h3 bigint, raw_lng double precision, raw_lat double precision,
  extra text, batch_id text not null
);

create table hazard (
  hazard_no text not null, title text, description text, level text not null, sector text, category text,
  standard_code text, clause text, discovery_source text not null, found_at date not null, found_by_unit text,
  enterprise_id text, enterprise_name text, road_segment_id text, address text, region_code text, reporting_unit text,
  campaign text, datum text, treatment text, responsible_person text, measures text, funding_cny double precision,
  due_at date, extended_due_at date, production_halted boolean, confirmed_at date, rectification_started_at date,
  rectified_at date, reviewed_at date, closed_at date, dismissed_at date, voluntarily_reported boolean,
  listing_level text, listed_at date, listing_due_at date, delisted_at date, recurrence_of text,
  lng double precision, lat double precision, h3 bigint, raw_lng double precision, raw_lat double precision,
  located_by text, region_by text, unit_by text, extra text, batch_id text not null
);

create table road_segment (
  segment_id text not null, route_code text, route_name text, admin_class text, tech_class text, stake_text text,
  start_stake double precision, end_stake double precision, direction text, segment_kind text, grade text,
  risk_features text, description text, accidents_3y integer, deaths_3y integer, injuries_3y integer,
  supervision_level text, authority text, segment_plan text, geometry_method text, length_meters double precision,
  found_at date, due_at date, rectified_at date, listed_at date, region_code text, reporting_unit text, datum text,
  lng double precision, lat double precision, h3 bigint,
  west double precision, south double precision, east double precision, north double precision, geometry text,
  extra text, batch_id text not null
);

create table site (
  site_id text not null, name text, kind text not null, parent_site_id text, manager_uscc text, manager_name text,
  storeys integer, area_sqm double precision, address text, region_code text, datum text,
  lng double precision, lat double precision, h3 bigint,
  west double precision, south double precision, east double precision, north double precision, geometry text,
  extra text, batch_id text not null
);

create table accident (
  accident_no text not null, title text, occurred_at date not null, hour integer, sector text, accident_type text,
  severity text, deaths integer, serious_injuries integer, minor_injuries integer, vehicles integer,
  enterprise_id text, road_segment_id text, address text, description text, region_code text, reporting_unit text,
  datum text,
  lng double precision, lat double precision, h3 bigint, raw_lng double precision, raw_lat double precision,
  located_by text, region_by text, unit_by text, extra text, batch_id text not null
);

create table supervision_action (
  action_no text not null, action_type text not null, acted_at date not null, count integer, unit_name text,
  enterprise_id text, hazard_no text, sector text, penalty_subject text, amount_cny double precision, result text,
  description text, region_code text, reporting_unit text, region_by text, unit_by text, extra text, batch_id text not null
);

-- Polygons that people drew, keyed by the hash of their content.
create table area (id text not null, geometry text not null);

create table import_batch (
  id text not null, collection text not null, file_name text not null, datum text, started_at text not null,
  finished_at text not null, accepted integer not null, warned integer not null, rejected integer not null,
  unlocated integer not null, replaced integer not null, sample boolean not null, undone_at text
);

create table import_problem (
  batch_id text not null, line integer not null, severity text not null, field text, value text, reason text not null
);

-- Rows that a batch replaced, whole, so that the batch can be undone: one shadow a table.
create table replaced_enterprise as select cast('' as text) as replaced_by, t.* from enterprise t where false;
create table replaced_hazard as select cast('' as text) as replaced_by, t.* from hazard t where false;
create table replaced_road_segment as select cast('' as text) as replaced_by, t.* from road_segment t where false;
create table replaced_site as select cast('' as text) as replaced_by, t.* from site t where false;
create table replaced_accident as select cast('' as text) as replaced_by, t.* from accident t where false;
create table replaced_supervision_action as select cast('' as text) as replaced_by, t.* from supervision_action t where false;
