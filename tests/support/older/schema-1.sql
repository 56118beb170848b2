-- The database of an Octavo at schema 1 (commit 6184675) whose window was given lease.pdf and asked
-- when the rent is due, as text.
PRAGMA page_size=4096;
PRAGMA writable_schema=ON;
BEGIN TRANSACTION;
CREATE TABLE assistants (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
INSERT INTO assistants VALUES(1,'asst_V9VNrWHpQbvXPxj21oDu0giH',1795974794,'{"id":"asst_V9VNrWHpQbvXPxj21oDu0giH","object":"assistant","created_at":1795974794,"name":"Octavo","description":null,"model":"octavo-extractive","instructions":"Answer from the documents only, and show where it stands.","tools":[{"type":"file_search"}],"tool_resources":{"file_search":{"vector_store_ids":["vs_1Rm4CEfvcNNY6R0y2MWC4Q5O"]}},"metadata":{"octavo":"default"},"temperature":1.0,"top_p":1.0,"response_format":"auto"}');
CREATE INDEX assistants_in_time ON assistants (created_at);
CREATE TABLE batch_files (
    batch INTEGER NOT NULL REFERENCES vector_store_file_batches (seq) ON DELETE CASCADE,
    entry INTEGER NOT NULL REFERENCES vector_store_files (seq) ON DELETE CASCADE,
    PRIMARY KEY (batch, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_files_by_entry ON batch_files (entry);
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES vector_store_files (seq) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    context TEXT NOT NULL
) STRICT;
INSERT INTO chunks VALUES(1,1,1,0,270,'lease');
CREATE INDEX chunks_by_entry ON chunks (entry);
CREATE TABLE documents (
    seq INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    text_version INTEGER NOT NULL,
    page_count INTEGER NOT NULL,
    pages_read INTEGER NOT NULL DEFAULT 0,
    facts TEXT NOT NULL
) STRICT;
INSERT INTO documents VALUES(1,'d88720fe6984c2b469c98c9b20df0d347a9a132c049b5c7c515f8d290c6167f6',1,1,1,'{"page_count": 1, "title": "", "outline": [], "encryption": null, "metadata": {}, "sizes": [[595.0, 842.0]]}');
CREATE TABLE embedding_models (
    seq INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    revision TEXT NOT NULL,
    dimension INTEGER NOT NULL,
    UNIQUE (name, revision, dimension)
) STRICT;
INSERT INTO embedding_models VALUES(1,'all-MiniLM-L6-v2-int8','5cebc27a38777dd1',384);
CREATE TABLE files (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    status TEXT NOT NULL,
    sha256 TEXT,
    body TEXT NOT NULL
) STRICT;
INSERT INTO files VALUES(1,'file-XIP8QOcHte4hHk9JEyiQw37F',1795974794,'assistants','processed','d88720fe6984c2b469c98c9b20df0d347a9a132c049b5c7c515f8d290c6167f6','{"id":"file-XIP8QOcHte4hHk9JEyiQw37F","object":"file","bytes":906,"created_at":1795974794,"filename":"lease.pdf","purpose":"assistants","status":"processed","sha256":"d88720fe6984c2b469c98c9b20df0d347a9a132c049b5c7c515f8d290c6167f6"}');
CREATE INDEX files_by_content ON files (sha256);
CREATE INDEX files_in_time ON files (created_at);
CREATE TABLE messages (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    thread_id TEXT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    run_id TEXT,
    assistant_id TEXT,
    status TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
INSERT INTO messages VALUES(1,'msg_0Hz8a18vzaCnoGZ41iQdbkYY','thread_kRYaGGjPbM6g0agh1NUy3Acz',1795974795,NULL,NULL,'completed','{"id":"msg_0Hz8a18vzaCnoGZ41iQdbkYY","object":"thread.message","created_at":1795974795,"thread_id":"thread_kRYaGGjPbM6g0agh1NUy3Acz","status":"completed","incomplete_details":null,"completed_at":1795974795,"incomplete_at":null,"role":"user","content":[{"type":"text","text":{"value":"When is the rent due?","annotations":[]}}],"assistant_id":null,"run_id":null,"attachments":[],"metadata":{}}');
INSERT INTO messages VALUES(2,'msg_wwrTvh2T5BUBu3twrqwYFOFJ','thread_kRYaGGjPbM6g0agh1NUy3Acz',1795974795,'run_5GNlXnTaPlZvDghucPUC2S8v','asst_V9VNrWHpQbvXPxj21oDu0giH','completed','{"id":"msg_wwrTvh2T5BUBu3twrqwYFOFJ","object":"thread.message","created_at":1795974795,"thread_id":"thread_kRYaGGjPbM6g0agh1NUy3Acz","status":"completed","incomplete_details":null,"completed_at":1795974795,"incomplete_at":null,"role":"assistant","content":[{"type":"text","text":{"value":"“The rent is 940 euros a month and is due on the third working day.” 【1†lease p. 1】\n\n“Lease of the flat at 12 Harbour Street” 【2†lease p. 1】\n\n“Dogs need the written consent of the landlord.” 【3†lease p. 1】","annotations":[{"type":"file_citation","text":"【1†lease p. 1】","file_citation":{"file_id":"file-XIP8QOcHte4hHk9JEyiQw37F","filename":"lease.pdf","page":1,"page_label":"1","quote":"The rent is 940 euros a month and is due on the third working day.","start":40,"end":106,"rects":[[72.16799926757812,749.3720092773438,423.8039245605469,760.6160278320312]],"verified":true,"score":0.8482956528663634},"start_index":69,"end_index":83},{"type":"file_citation","text":"【2†lease p. 1】","file_citation":{"file_id":"file-XIP8QOcHte4hHk9JEyiQw37F","filename":"lease.pdf","page":1,"page_label":"1","quote":"Lease of the flat at 12 Harbour Street","start":0,"end":38,"rects":[[72.91200256347656,769.7839965820312,269.19598388671875,778.843994140625]],"verified":true,"score":0.3555873811244965},"start_index":126,"end_index":140},{"type":"file_citation","text":"【3†lease p. 1】","file_citation":{"file_id":"file-XIP8QOcHte4hHk9JEyiQw37F","filename":"lease.pdf","page":1,"page_label":"1","quote":"Dogs need the written consent of the landlord.","start":227,"end":273,"rects":[[235.06797790527344,713.3720092773438,477.8518981933594,724.7360229492188]],"verified":true,"score":0.34936599731445317},"start_index":191,"end_index":205}]}}],"assistant_id":"asst_V9VNrWHpQbvXPxj21oDu0giH","run_id":"run_5GNlXnTaPlZvDghucPUC2S8v","attachments":[],"metadata":{},"answer_kind":"quotes"}');
CREATE INDEX messages_in_time ON messages (thread_id, created_at);
CREATE TABLE pages (
    seq INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (seq) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    label TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    raw_length INTEGER NOT NULL,
    text BLOB NOT NULL,
    segments BLOB NOT NULL,
    UNIQUE (document, number)
) STRICT;
INSERT INTO pages VALUES(1,1,1,'1','text',NULL,273,X'7801B591316EC3300C45F702B9C33F8191141D5264CDD0215B7301C6A263410E6550345CDFBEB4E2037448012D14A9C7FFBF2E4C85913B58CFE80632F839BCE38BF49627C5B729B3EDDEAEDE5616432CF8FCD88327CD05844716EB4112D646981C2515657DD480396B8A7247A0A57932028FB9C48A391C8F1BE784E7CD4831E0466DC21C1D2028F1073373F24D9DB15672E2C54B5DE5D8A4C261231B0BB9BE072D48CCA30B61B4640DCEF95E20CCA13E9F359A8FA2CD52563F9BF5C12D0C594373F953202FC8A322FE230EAC7FF5A2347E015119BBC0',X'7801636060605007E22C203E0CC420A001C439407C0C88D580D809882380D81B88015A3C03BA');
CREATE TABLE run_steps (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    assistant_id TEXT NOT NULL,
    status TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
INSERT INTO run_steps VALUES(1,'step_XY7zonLRXTU629OGeh4CIuz5','run_5GNlXnTaPlZvDghucPUC2S8v',1795974795,'asst_V9VNrWHpQbvXPxj21oDu0giH','completed','{"id":"step_XY7zonLRXTU629OGeh4CIuz5","object":"thread.run.step","created_at":1795974795,"assistant_id":"asst_V9VNrWHpQbvXPxj21oDu0giH","thread_id":"thread_kRYaGGjPbM6g0agh1NUy3Acz","run_id":"run_5GNlXnTaPlZvDghucPUC2S8v","type":"tool_calls","status":"completed","step_details":{"type":"tool_calls","tool_calls":[{"id":"call_0pF4xYPagBoL7OwCSXir0TsF","type":"file_search","file_search":{"ranking_options":{"ranker":"default_2024_08_21","score_threshold":0.0},"results":[{"file_id":"file-XIP8QOcHte4hHk9JEyiQw37F","file_name":"lease.pdf","score":0.800276231765747,"content":[{"type":"text","text":"Lease of the flat at 12 Harbour Street\nThe rent is 940 euros a month and is due on the third working day.\nThe deposit is 1880 euros; it is paid back within six weeks after the keys are returned. The tenant may keep one cat. Dogs need the written consent of the landlord."}],"page":1,"page_label":"1","quote":"Lease of the flat at 12 Harbour Street\nThe rent is 940 euros a month and is due on the third working day.\nThe deposit is 1880 euros; it is paid back within six weeks after the keys are returned. The tenant may keep one cat. Dogs need the written consent of the landlord."}]}}]},"last_error":null,"expired_at":null,"cancelled_at":null,"failed_at":null,"completed_at":1795974795,"metadata":{},"usage":{"completion_tokens":0,"prompt_tokens":0,"total_tokens":0}}');
INSERT INTO run_steps VALUES(2,'step_qurCUJgFC5yh3iO7TeXZ2V9Z','run_5GNlXnTaPlZvDghucPUC2S8v',1795974795,'asst_V9VNrWHpQbvXPxj21oDu0giH','completed','{"id":"step_qurCUJgFC5yh3iO7TeXZ2V9Z","object":"thread.run.step","created_at":1795974795,"assistant_id":"asst_V9VNrWHpQbvXPxj21oDu0giH","thread_id":"thread_kRYaGGjPbM6g0agh1NUy3Acz","run_id":"run_5GNlXnTaPlZvDghucPUC2S8v","type":"message_creation","status":"completed","step_details":{"type":"message_creation","message_creation":{"message_id":"msg_wwrTvh2T5BUBu3twrqwYFOFJ"}},"last_error":null,"expired_at":null,"cancelled_at":null,"failed_at":null,"completed_at":1795974795,"metadata":{},"usage":{"completion_tokens":0,"prompt_tokens":0,"total_tokens":0}}');
CREATE INDEX run_steps_in_time ON run_steps (run_id, created_at);
CREATE TABLE runs (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    thread_id TEXT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    assistant_id TEXT NOT NULL,
    status TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
INSERT INTO runs VALUES(1,'run_5GNlXnTaPlZvDghucPUC2S8v','thread_kRYaGGjPbM6g0agh1NUy3Acz',1795974795,'asst_V9VNrWHpQbvXPxj21oDu0giH','completed','{"id":"run_5GNlXnTaPlZvDghucPUC2S8v","object":"thread.run","created_at":1795974795,"thread_id":"thread_kRYaGGjPbM6g0agh1NUy3Acz","assistant_id":"asst_V9VNrWHpQbvXPxj21oDu0giH","status":"completed","required_action":null,"last_error":null,"expires_at":1795975395,"started_at":1795974795,"cancelled_at":null,"failed_at":null,"completed_at":1795974795,"incomplete_details":null,"model":"octavo-extractive","instructions":"Answer from the documents only, and show where it stands.","tools":[{"type":"file_search"}],"metadata":{"octavo_question":"msg_0Hz8a18vzaCnoGZ41iQdbkYY"},"usage":{"completion_tokens":0,"prompt_tokens":0,"total_tokens":0},"temperature":1.0,"top_p":1.0,"max_prompt_tokens":null,"max_completion_tokens":null,"truncation_strategy":null,"tool_choice":"auto","parallel_tool_calls":true,"response_format":"auto"}');
CREATE UNIQUE INDEX runs_active ON runs (thread_id)
    WHERE status NOT IN ('cancelled', 'failed', 'completed', 'incomplete', 'expired');
CREATE INDEX runs_in_time ON runs (thread_id, created_at);
CREATE TABLE threads (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
INSERT INTO threads VALUES(1,'thread_kRYaGGjPbM6g0agh1NUy3Acz',1795974795,'{"id":"thread_kRYaGGjPbM6g0agh1NUy3Acz","object":"thread","created_at":1795974795,"tool_resources":null,"metadata":{"title":"When is the rent due?","assistant_id":"asst_V9VNrWHpQbvXPxj21oDu0giH"}}');
CREATE INDEX threads_in_time ON threads (created_at);
CREATE TABLE vector_blobs (
    entry INTEGER PRIMARY KEY REFERENCES vector_store_files (seq) ON DELETE CASCADE,
    model INTEGER NOT NULL REFERENCES embedding_models (seq),
    last_chunk INTEGER NOT NULL,
    chunk_ids BLOB NOT NULL,
    vectors BLOB NOT NULL
) STRICT;
INSERT INTO vector_blobs VALUES(1,1,1,X'0100000000000000',X'2BFD0D0FCC15D4FA190923F0FD2E0C1FD20F25F3EEFE02DB1B231DFD062DEBEF0DF630F902F5F81FE9093210F428E117F4F83222F205D9E802100EEE3530EC1808FACDF6D6E8EDE6FFAE13101AF623CEEBF004241BD60B13EC0935DDF10310FAED15F3111307DD151F0F1FEDDB0BF9F70BF21D36FCE419EB23E5CDDAE1F32200FA1BD6020FD52D38EF30030B0ADDC7EF620128FC050844F504E6D8E90706081806F9CCEE2AF4F5FB3AEC03F622FFF6DE152715F6810DF90408F8FC0E0F2020FAF7C820DED306171C15C1F0E10D0A0E1C0F07E336F80C1A191337F8E40BA72B00F2E1CA03CB14F203FB3CAD1B2D010109D9DF21FBEB13FD33132EF01402FDD3E1D90DEA12F90AD03FFBD9CFDD15F31CC42B023202DE10F42CF1EE0F131719EE0AF0F0EECE09F1F81BFAEAF73237FD0103E2F3F7220FB70E160F070E0EF0D8FE00C904E61117DF2F02F91411E1EEE4CB2EF8D30A1CF233D9C3D5C70236ED020E1009F71EED3CF6F728E705CEEDE82BCDF218D3CC1C011A1B0112EE0E35C2FDFAE6');
CREATE TABLE vector_parts (
    entry INTEGER NOT NULL REFERENCES vector_store_files (seq) ON DELETE CASCADE,
    model INTEGER NOT NULL REFERENCES embedding_models (seq),
    last_chunk INTEGER NOT NULL,
    chunk_ids BLOB NOT NULL,
    vectors BLOB NOT NULL,
    UNIQUE (entry, model, last_chunk)
) STRICT;
CREATE TABLE vector_store_file_batches (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    vector_store_id TEXT NOT NULL REFERENCES vector_stores (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX vector_store_file_batches_in_time
    ON vector_store_file_batches (vector_store_id, created_at);
CREATE TABLE vector_store_files (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    vector_store_id TEXT NOT NULL REFERENCES vector_stores (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    sha256 TEXT,
    pages_indexed INTEGER NOT NULL DEFAULT 0,
    pages_text INTEGER NOT NULL DEFAULT 0,
    pages_ocr INTEGER NOT NULL DEFAULT 0,
    pages_empty INTEGER NOT NULL DEFAULT 0,
    pages_failed INTEGER NOT NULL DEFAULT 0,
    chunks INTEGER NOT NULL DEFAULT 0,
    text_bytes INTEGER NOT NULL DEFAULT 0,
    vectors INTEGER NOT NULL DEFAULT 0,
    vector_model INTEGER,
    vectors_sealed INTEGER NOT NULL DEFAULT 0,
    sealed_model INTEGER,
    vector_bytes INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL,
    UNIQUE (vector_store_id, id)
) STRICT;
INSERT INTO vector_store_files VALUES(1,'file-XIP8QOcHte4hHk9JEyiQw37F','vs_1Rm4CEfvcNNY6R0y2MWC4Q5O',1795974794,'completed','d88720fe6984c2b469c98c9b20df0d347a9a132c049b5c7c515f8d290c6167f6',1,1,0,0,0,1,275,1,1,1,1,392,'{"id":"file-XIP8QOcHte4hHk9JEyiQw37F","object":"vector_store.file","usage_bytes":275,"created_at":1795974794,"vector_store_id":"vs_1Rm4CEfvcNNY6R0y2MWC4Q5O","status":"completed","last_error":null,"chunking_strategy":{"type":"static","static":{"max_chunk_size_tokens":200,"chunk_overlap_tokens":30}},"attributes":{},"progress":{"pages_total":1,"pages_done":1,"text":1,"ocr":0,"empty":0,"failed":0,"passages":1,"passages_embedded":0}}');
CREATE INDEX vector_store_files_by_content ON vector_store_files (sha256);
CREATE INDEX vector_store_files_by_file ON vector_store_files (id);
CREATE INDEX vector_store_files_in_time ON vector_store_files (vector_store_id, created_at);
CREATE TABLE vector_stores (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    vectors_version INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL
) STRICT;
INSERT INTO vector_stores VALUES(1,'vs_1Rm4CEfvcNNY6R0y2MWC4Q5O',1795974794,1,'{"id":"vs_1Rm4CEfvcNNY6R0y2MWC4Q5O","object":"vector_store","created_at":1795974794,"name":"Octavo","usage_bytes":0,"file_counts":{"in_progress":0,"completed":0,"failed":0,"cancelled":0,"total":0},"status":"completed","last_active_at":1795974794,"metadata":{"assistant_id":"asst_V9VNrWHpQbvXPxj21oDu0giH"}}');
CREATE INDEX vector_stores_in_time ON vector_stores (created_at);
DELETE FROM sqlite_schema WHERE name='words_1' AND type='table';
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql) VALUES('table','words_1','words_1',0,'CREATE VIRTUAL TABLE words_1 USING fts5(context, text, content='''', contentless_delete=1, tokenize=''porter unicode61 remove_diacritics 2'')');
CREATE TABLE 'words_1_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO words_1_config VALUES('version',4);
CREATE TABLE 'words_1_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO words_1_data VALUES(1,X'010136');
INSERT INTO words_1_data VALUES(10,X'00000000FF00000101010100010101010101000001');
INSERT INTO words_1_data VALUES(137438953473,X'000001BD0330313201060101070203383830010601011C0103393430010601010D010161010601010F020466746572010601012502026E6401060101110201720106010128020174010601010601046261636B01060101210103636174010601012F02066F6E73656E74010601013401036461690106010118020665706F736974010601011A02026F67010601013002027565010601011301046575726F010801010E110104666C617401060101050107686172626F7572010601010801026973010C01010C080B06020174010601011E01046B656570010601012D030169010601012701086C616E646C6F72640106010137020365617301080201010201036D6169010601012C02046F6E7468010601011001046E656564010601013101026F6601080101033402016E01080101141C0104706169640106010120010472656E74010601010B03047475726E010601012901037369780106010123020574726565740106010109010674656E616E74010601012B020268650114010104080D060F060A060303697264010601011601047765656B01060101240205697468696E010601012202036F726B0106010117020672697474656E010601013304090A0A080B0908080B0A0D0A0D09090C0B0E0C080B080F0B0A0B0B0A090B0B0B0A0C0D100A0B0C0A');
CREATE TABLE 'words_1_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
INSERT INTO words_1_docsize VALUES(1,X'0136',1);
CREATE TABLE 'words_1_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO words_1_idx VALUES(1,X'',2);
DELETE FROM main.sqlite_sequence WHERE name='chunks';
INSERT INTO main.sqlite_sequence VALUES ('chunks', 1);
DELETE FROM main.sqlite_sequence WHERE name='vector_store_files';
INSERT INTO main.sqlite_sequence VALUES ('vector_store_files', 1);
DELETE FROM main.sqlite_sequence WHERE name='vector_stores';
INSERT INTO main.sqlite_sequence VALUES ('vector_stores', 1);
pragma user_version=1;
pragma application_id=1331917942;
COMMIT TRANSACTION;
PRAGMA writable_schema=OFF;
