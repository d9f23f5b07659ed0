"""The words of Chinese, in the signs of the mainland and in those of Taiwan and Hong Kong."""

TRADITIONAL = str.maketrans(
    "讨论组会读书阅选别题讲报导领带时间笔记录视频像链备动编号总结词织语项资现课开场业议总体学术标类参纪",
    "討論組會讀書閱選別題講報導領帶時間筆記錄視頻像鏈備動編號總結詞織語項資現課開場業議總體學術標類參紀",
)


def both(words):
    """Words between spaces, each once more in the other signs where it has some: “讲者” is “講者” as well."""
    found = words.split()
    return dict.fromkeys([*found, *(word.translate(TRADITIONAL) for word in found)])
