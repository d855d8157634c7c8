"""A reviewer's hour in short: opens an exported page in Chromium, edits, reloads, approves, saves.

Usage: check_workbench.py PAGE.html FILE [PICTURE.png]
Writes the file that the page hands back to FILE, for `review import`.
"""

import json
import pathlib
import shutil
import sys

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

SENTENCE = "右肺に結節を認める。"
TIMED = """
const box = document.querySelector("textarea[data-key]"), times = [];
for (let i = 0; i < 30; i++) {
  const begin = performance.now();
  box.value += "あ";
  box.dispatchEvent(new InputEvent("input", {bubbles: true}));
  box.getBoundingClientRect();
  times.push(performance.now() - begin);
}
return Math.max(...times);
"""


def browser():
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--window-size=1400,1000"):
        options.add_argument(argument)
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome")
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    return webdriver.Chrome(options=options, service=service)


def state(driver, key):
    items = driver.execute_script("return window.shokenReview.items()")
    return next(item for item in items if item["key"] == key)


def editor(driver):
    return driver.find_element(By.CSS_SELECTOR, "textarea[data-key]")


def main():
    page, out = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    driver = browser()
    try:
        driver.get(page.as_uri())
        first = editor(driver).get_attribute("data-key")
        shown = state(driver, first)["text"]
        if len(sys.argv) > 3:
            driver.save_screenshot(sys.argv[3])

        editor(driver).send_keys(Keys.END, SENTENCE)
        assert SENTENCE in state(driver, first)["text"]
        driver.refresh()
        assert SENTENCE in state(driver, first)["text"], "a reload lost an edit"
        driver.find_element(By.ID, "save").click()
        assert state(driver, first)["status"] != "approved", "saving approved a text"
        driver.execute_script("window.shokenReview.show(arguments[0])", first)
        driver.find_element(By.ID, "undo").click()
        driver.execute_script(
            "const b = document.querySelector('textarea[data-key]'); b.value = arguments[0];"
            "b.dispatchEvent(new InputEvent('input', {bubbles: true}))",
            shown + SENTENCE,
        )

        driver.find_element(By.ID, "next").click()
        second = editor(driver).get_attribute("data-key")
        assert second != first
        editor(driver).send_keys(Keys.CONTROL, Keys.ENTER)
        assert state(driver, second)["status"] == "approved"
        assert editor(driver).get_attribute("data-key") != second, "approving did not go on"

        before = driver.execute_script("return document.documentElement.lang")
        driver.find_element(By.ID, "language").click()
        assert driver.execute_script("return document.documentElement.lang") != before
        driver.find_element(By.ID, "language").click()

        handed = driver.execute_script("return window.shokenReview.file()")
        items = {item["key"]: item for item in json.loads(handed)["items"]}
        assert items[first]["text_ja"] == shown + SENTENCE and items[first]["status"] == "edited"
        assert items[second]["status"] == "approved"
        assert set(items) == {first, second}, "a text that nobody touched was handed back"
        out.write_text(handed, encoding="utf-8")

        slowest = driver.execute_script(TIMED)
        size = page.stat().st_size // 1024
        print(f"workbench: {len(items)} texts handed back; slowest of 30 keystrokes {slowest:.0f} ms")
        print(f"page of {size} KiB, {driver.capabilities['browserVersion']}")
    finally:
        driver.quit()


main()
