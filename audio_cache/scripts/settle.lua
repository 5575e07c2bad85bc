-- End work on a part: it is there, or it failed. Answers the recordings that waited for it; before
-- them 1 where it is sure that the one it was made for is looked after and lacks its last part, else 0.
-- ARGV: prefix, part, code of the failure or "", seconds a failure is remembered,
--       the recording that it was made for, and that one's last part, or "" and ""
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
local going_on = 0
if redis.call("EXISTS", prefix .. "complete") == 1
    and (redis.call("ZSCORE", prefix .. "pending", ARGV[5])
      or redis.call("ZSCORE", prefix .. "ahead", ARGV[5])) then
  going_on = 1 - redis.call("HEXISTS", prefix .. "files",
    "parts/" .. string.sub(ARGV[6], 1, 2) .. "/" .. ARGV[6] .. ".part")
end
return {going_on, waiting}
