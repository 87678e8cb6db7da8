-- DuckDB scans; PostgreSQL needs these. Pages are in the order of bytes, which is DuckDB's and the collation "C".
create unique index if not exists enterprise_key on enterprise (enterprise_id);
create index if not exists enterprise_order on enterprise (enterprise_id collate "C");
create unique index if not exists hazard_key on hazard (hazard_no);
create index if not exists hazard_order on hazard (hazard_no collate "C");
create unique index if not exists road_segment_key on road_segment (segment_id);
create index if not exists road_segment_order on road_segment (segment_id collate "C");
create unique index if not exists site_key on site (site_id);
create index if not exists site_order on site (site_id collate "C");
create unique index if not exists accident_key on accident (accident_no);
create index if not exists accident_order on accident (accident_no collate "C");
create unique index if not exists supervision_action_key on supervision_action (action_no);
create index if not exists supervision_action_order on supervision_action (action_no collate "C");
create unique index if not exists region_key on region (code);
create unique index if not exists area_key on area (id);
create unique index if not exists import_batch_key on import_batch (id);
create index if not exists import_problem_batch on import_problem (batch_id, line);

create index if not exists enterprise_h3 on enterprise (h3);
create index if not exists hazard_h3 on hazard (h3);
create index if not exists accident_h3 on accident (h3);
create index if not exists enterprise_place on enterprise (lng, lat);
create index if not exists hazard_place on hazard (lng, lat);
create index if not exists accident_place on accident (lng, lat);

create index if not exists enterprise_region on enterprise (region_code);
create index if not exists hazard_region on hazard (region_code);
create index if not exists accident_region on accident (region_code);
create index if not exists supervision_action_region on supervision_action (region_code);
create index if not exists hazard_found on hazard (found_at);
create index if not exists accident_occurred on accident (occurred_at);

create index if not exists hazard_enterprise on hazard (enterprise_id);
create index if not exists hazard_road_segment on hazard (road_segment_id);
create index if not exists hazard_recurrence on hazard (recurrence_of) where recurrence_of is not null;
create index if not exists supervision_action_hazard on supervision_action (hazard_no);
create index if not exists supervision_action_enterprise on supervision_action (enterprise_id);
create index if not exists accident_enterprise on accident (enterprise_id);
create index if not exists enterprise_uscc on enterprise (uscc);

create index if not exists enterprise_batch on enterprise (batch_id);
create index if not exists hazard_batch on hazard (batch_id);
create index if not exists road_segment_batch on road_segment (batch_id);
create index if not exists site_batch on site (batch_id);
create index if not exists accident_batch on accident (batch_id);
create index if not exists supervision_action_batch on supervision_action (batch_id);
