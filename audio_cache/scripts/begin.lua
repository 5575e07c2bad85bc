-- Ask for the parts of a recording. Answers, part by part: "have", "wait", "won" or "failed:<code>";
-- or the one word "busy". "won": the caller now owes this part a job.
-- ARGV: prefix, recording, limit of pending recordings (0: none), seconds a queued claim holds,
--       seconds after which a queued claim counts as lost, seconds that waiting is remembered, parts…
local prefix, recording = ARGV[1], ARGV[2]
local limit, hold, lost, remember = tonumber(ARGV[3]), ARGV[4], tonumber(ARGV[5]), ARGV[6]
local now = tonumber(redis.call("TIME")[1])
local pending = prefix .. "pending"

if limit > 0 and not redis.call("ZSCORE", pending, recording)
    and redis.call("ZCARD", pending) >= limit then
  return {"busy"}
end

local answers, missing = {}, false
for i = 7, #ARGV do
  local part = ARGV[i]
  local claim = prefix .. "claim:" .. part
  local answer
  local failure = redis.call("GET", prefix .. "failed:" .. part)
  if redis.call("HEXISTS", prefix .. "files",
      "parts/" .. string.sub(part, 1, 2) .. "/" .. part .. ".part") == 1 then
    answer = "have"
  elseif failure then
    answer = "failed:" .. failure
  else
    local held = redis.call("GET", claim)
    local since = held and tonumber(string.match(held, "^queued:(%d+)"))
    if not held or (since and now - since >= lost) then
      redis.call("SET", claim, "queued:" .. now, "EX", hold)
      answer = "won"
    else
      answer = "wait"
    end
    redis.call("SADD", prefix .. "waiting:" .. part, recording)
    redis.call("EXPIRE", prefix .. "waiting:" .. part, remember)
    missing = true
  end
  answers[#answers + 1] = answer
end
if missing then
  redis.call("ZADD", pending, now, recording)
end
return answers
