-- End work on a part: it is there, or it failed. Answers the recordings that waited for it.
-- ARGV: prefix, part, code of the failure or "", seconds a failure is remembered
local prefix, part = ARGV[1], ARGV[2]
redis.call("DEL", prefix .. "claim:" .. part, prefix .. "attempts:" .. part)
if ARGV[3] ~= "" then
  redis.call("SET", prefix .. "failed:" .. part, ARGV[3], "EX", ARGV[4])
end
local waiting = redis.call("SMEMBERS", prefix .. "waiting:" .. part)
redis.call("DEL", prefix .. "waiting:" .. part)
for _, recording in ipairs(waiting) do
  redis.call("XADD", prefix .. "progress:" .. recording, "MAXLEN", "1000", "*", "part", part)
  redis.call("EXPIRE", prefix .. "progress:" .. recording, 3600)
end
return waiting
