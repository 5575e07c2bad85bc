-- Ask for the parts of a recording. Answers, part by part: "have", "wait", "won", "new" or
-- "failed:<code>"; or the one word "busy". "won": the caller now owes this part a job; "new": the
-- same, and it is sure that no store has it.
-- ARGV: prefix, recording, "queued" or "ahead": whether anybody waits for it,
--       limit of recordings in its line (0: none), seconds a queued claim holds,
--       seconds after which a queued claim counts as lost, seconds that waiting is remembered, parts…
local prefix, recording, queued = ARGV[1], ARGV[2], ARGV[3]
local limit, hold, lost, remember = tonumber(ARGV[4]), ARGV[5], tonumber(ARGV[6]), ARGV[7]
local now = tonumber(redis.call("TIME")[1])
local pending, ahead = prefix .. "pending", prefix .. "ahead"
local line = queued == "ahead" and ahead or pending
local won = redis.call("EXISTS", prefix .. "complete") == 1 and "new" or "won"

if limit > 0 and not redis.call("ZSCORE", line, recording)
    and redis.call("ZCARD", line) >= limit then
  return {"busy"}
end

local answers, missing = {}, false
for i = 8, #ARGV do
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
    local how, since = string.match(held or "", "^(%a+):(%d+)$")
    local lapsed = (how == "queued" or how == "ahead") and now - tonumber(since) >= lost
    -- Whoever waits does not wait behind what nobody waits for.
    if not held or lapsed or (how == "ahead" and queued == "queued") then
      redis.call("SET", claim, queued .. ":" .. now, "EX", hold)
      answer = won
    else
      answer = "wait"
    end
    redis.call("SADD", prefix .. "waiting:" .. part, recording)
    redis.call("EXPIRE", prefix .. "waiting:" .. part, remember)
    missing = true
  end
  answers[#answers + 1] = answer
end
if missing and line == pending then
  redis.call("ZADD", pending, now, recording)
  redis.call("ZREM", ahead, recording)
elseif missing and not redis.call("ZSCORE", pending, recording) then
  redis.call("ZADD", ahead, now, recording)
end
return answers
